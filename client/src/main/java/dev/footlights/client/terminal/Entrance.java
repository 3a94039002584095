package dev.footlights.client.terminal;

import dev.footlights.client.http.AwsCaller;
import dev.footlights.client.http.ParticipantToken;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Where tokens come from: given on the command line, or asked for with a signed call. */
public sealed interface Entrance {

  /** The token was given. */
  record Token(String text) implements Entrance {}

  /**
   * Tokens are made for a stage.
   *
   * @param endpoint the server's, such as {@code http://127.0.0.1:4569}
   * @param environment where the credentials and the region are
   */
  record Stage(String arn, URI endpoint, Map<String, String> environment) implements Entrance {}

  /** A token with these capabilities; a given one is as it is. */
  default ParticipantToken token(String userId, String... capabilities) {
    return switch (this) {
      case Token(String text) -> ParticipantToken.parse(text);
      case Stage(String arn, URI endpoint, Map<String, String> environment) ->
          ParticipantToken.parse(
              AwsCaller.of(endpoint, environment)
                  .call(
                      "CreateParticipantToken",
                      Map.of(
                          "stageArn", arn,
                          "userId", userId,
                          "capabilities", List.of(capabilities)))
                  .path("participantToken")
                  .path("token")
                  .asString(""));
    };
  }

  /** Whether it can give more than one. */
  default boolean isOpen() {
    return this instanceof Stage;
  }
}
