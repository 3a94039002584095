package dev.footlights.e2e.figures;

import dev.footlights.client.http.AwsCaller;
import dev.footlights.client.http.ClientException;
import dev.footlights.client.http.ParticipantToken;
import dev.footlights.client.http.Roster;
import dev.footlights.client.media.TestCard;
import dev.footlights.client.net.MediaThread;
import dev.footlights.client.net.Pause;
import dev.footlights.client.net.Session;
import dev.footlights.client.peer.TrackStats;
import dev.footlights.client.peer.Viewer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * Two stages of one server: a card is published in the first, the second has a spectator who is on
 * its events socket.
 */
final class House implements AutoCloseable {
  static final String REGION = "us-east-1";

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(5);

  private final AwsCaller aws;
  private final MediaThread media = new MediaThread();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final MeteredPublisher publisher = new MeteredPublisher(TestCard.RED, new SecureRandom());
  private final String sourceArn;
  private final String destinationArn;
  private final ParticipantToken host;
  private final ParticipantToken neighbour;
  private final ParticipantToken spectator;
  private final Roster destination;

  private House(URI base) {
    aws = AwsCaller.of(base, Map.of("AWS_REGION", REGION));
    JsonNode source = stage("source", "PUBLISH", "SUBSCRIBE");
    JsonNode other = stage("destination", "SUBSCRIBE");
    sourceArn = source.path("stage").path("arn").asString("");
    destinationArn = other.path("stage").path("arn").asString("");
    host = token(source, 0);
    neighbour = token(source, 1);
    spectator = token(other, 0);
    destination = Roster.of(spectator);
    opened.add(destination);
  }

  /** Returns when the card is shown in its own stage. */
  static House open(URI base) {
    var house = new House(base);
    try (Roster own = Roster.of(house.neighbour)) {
      Session session =
          Session.open(house.media, house.host.whip(), house.host.text(), house.publisher);
      house.opened.add(session);
      session.connected();
      if (!own.awaitPublishing(house.hostId(), PATIENCE)) {
        throw new ClientException("the card's own stage does not show it");
      }
      return house;
    } catch (RuntimeException e) {
      house.close();
      throw e;
    }
  }

  private JsonNode stage(String name, String... capabilities) {
    var tokens = new ArrayList<Map<String, Object>>();
    for (String capability : capabilities) {
      tokens.add(Map.of("userId", name, "capabilities", List.of(capability)));
    }
    return aws.call("CreateStage", Map.of("name", name, "participantTokenConfigurations", tokens));
  }

  private static ParticipantToken token(JsonNode created, int index) {
    return ParticipantToken.parse(
        created.path("participantTokens").path(index).path("token").asString(""));
  }

  String sourceArn() {
    return sourceArn;
  }

  String hostId() {
    return host.participantId();
  }

  void start() {
    aws.call("StartParticipantReplication", triple());
  }

  /** Stops the replication, and waits until the destination's events show it no more. */
  void stop() {
    aws.call("StopParticipantReplication", triple());
    await("the destination still shows the card", () -> !destination.isPublishing(hostId()));
  }

  private Map<String, String> triple() {
    return Map.of(
        "sourceStageArn", sourceArn,
        "destinationStageArn", destinationArn,
        "participantId", hostId());
  }

  /** Waits until the destination's events show the card. */
  void awaitReplica() {
    if (!destination.awaitPublishing(hostId(), PATIENCE)) {
      throw new ClientException("the destination does not show the card");
    }
  }

  /** Somebody in the card's own stage offers to watch it. */
  Seat watchSource() {
    return new Seat(neighbour);
  }

  /** The spectator of the destination offers to watch the card. */
  Seat watchReplica() {
    return new Seat(spectator);
  }

  /** One viewing, from its offer on. */
  final class Seat implements AutoCloseable {
    private final Viewer viewer = new Viewer(new SecureRandom());
    private final long offeredNanos = System.nanoTime();
    private final long answeredNanos;
    private final Session session;

    private Seat(ParticipantToken token) {
      session = Session.open(media, token.subscribe(hostId()), token.text(), viewer);
      answeredNanos = System.nanoTime();
    }

    /** When the offer was about to be posted. */
    long offeredNanos() {
      return offeredNanos;
    }

    /** When the answer was there and its addresses were about to be tried. */
    long answeredNanos() {
      return answeredNanos;
    }

    /** Waits until ICE and DTLS are done, and tells when that was, to within 10 ms. */
    long connectedNanos() {
      session.connected();
      return System.nanoTime();
    }

    /** Waits for the first frame that a decoder could show, and tells when it was whole. */
    long firstFrameNanos() {
      await("no decodable frame came", () -> firstDecodable() != TrackStats.NEVER);
      return firstDecodable();
    }

    private long firstDecodable() {
      return media.ask(() -> viewer.video().firstDecodableNanos());
    }

    @Override
    public void close() {
      session.close();
    }
  }

  private static void await(String otherwise, BooleanSupplier wished) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!wished.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new ClientException(otherwise + " within " + PATIENCE.toSeconds() + " s");
      }
      Pause.of(LOOK);
    }
  }

  /** What the publisher has sent so far. */
  MeteredPublisher.Sent sent() {
    return media.ask(publisher::sent);
  }

  /** From each PLI since the last call to its keyframe. */
  List<Double> takeKeyframeMillis() {
    return media.ask(publisher::takeKeyframeMillis);
  }

  @Override
  public void close() {
    for (AutoCloseable each : opened.reversed()) {
      try {
        each.close();
      } catch (Exception e) {
        // What is gone already needs no closing.
      }
    }
    media.close();
  }
}
