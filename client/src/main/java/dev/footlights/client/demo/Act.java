package dev.footlights.client.demo;

import dev.footlights.client.http.AwsCaller;
import dev.footlights.client.http.ClientException;
import dev.footlights.client.http.ParticipantToken;
import dev.footlights.client.media.TestCard;
import dev.footlights.client.net.MediaThread;
import dev.footlights.client.net.Session;
import dev.footlights.client.peer.TestCardPublisher;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One stage of the demo and who publishes in it.
 *
 * @param arn the stage's
 * @param host who publishes the card
 * @param spectator a token that only watches
 */
record Act(
    TestCard card,
    String arn,
    ParticipantToken host,
    ParticipantToken spectator,
    Session publishing)
    implements AutoCloseable {

  static Act open(AwsCaller aws, MediaThread media, TestCard card) {
    JsonNode created =
        aws.call(
            "CreateStage",
            Map.of(
                "name",
                card.colour(),
                "participantTokenConfigurations",
                List.of(
                    Map.of("userId", card.colour() + "-host", "capabilities", List.of("PUBLISH")),
                    Map.of("userId", "demo-viewer", "capabilities", List.of("SUBSCRIBE")))));
    JsonNode tokens = created.path("participantTokens");
    if (tokens.size() != 2) {
      throw new ClientException("CreateStage gave " + tokens.size() + " tokens instead of 2");
    }
    ParticipantToken host = ParticipantToken.parse(tokens.path(0).path("token").asString(""));
    var publisher = new TestCardPublisher(card, new SecureRandom());
    return new Act(
        card,
        created.path("stage").path("arn").asString(""),
        host,
        ParticipantToken.parse(tokens.path(1).path("token").asString("")),
        Session.open(media, host.whip(), host.text(), publisher));
  }

  String colour() {
    return card.colour();
  }

  String hostId() {
    return host.participantId();
  }

  @Override
  public void close() {
    publishing.close();
  }
}
