package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Sdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ivsrealtime.model.AccessDeniedException;
import software.amazon.awssdk.services.ivsrealtime.model.IvsRealTimeException;

/** The fourth exception, without a fault: a key that may do everything but stop a replication. */
class AccessIsDeniedByTheCredentialsFileTest {
  private static final String CREDENTIALS =
      """
      [{
        "accessKeyId": "AKIAGUEST",
        "secretAccessKey": "guest-secret",
        "account": "111122223333",
        "statements": [
          {"Effect": "Allow", "Action": "ivs:*", "Resource": "*"},
          {"Effect": "Deny", "Action": "ivs:StopParticipantReplication", "Resource": "*"}
        ]
      }]
      """;

  @Test
  void toAKeyWhoseStatementDeniesTheAction(@TempDir Path data) throws IOException {
    Files.writeString(data.resolve("credentials.json"), CREDENTIALS);
    try (var server = Footlights.start("--data", data.toString());
        var guest = Sdk.client(server.base(), "AKIAGUEST", "guest-secret");
        var stranger = Sdk.client(server.base(), "test", "test")) {
      String red = guest.createStage(r -> r.name("red")).stage().arn();
      assertThat(red).startsWith("arn:aws:ivs:us-east-1:111122223333:stage/");

      assertThatThrownBy(
              () ->
                  guest.stopParticipantReplication(
                      r -> r.sourceStageArn(red).destinationStageArn(red).participantId("x")))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("ivs:StopParticipantReplication");
      assertThatThrownBy(() -> stranger.listStages(r -> {}))
          .isInstanceOfSatisfying(
              IvsRealTimeException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }
}
