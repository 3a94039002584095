package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footlights.e2e.harness.FaultsClient;
import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Sdk;
import dev.footlights.e2e.harness.SdkOperations;
import dev.footlights.e2e.harness.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ivsrealtime.IvsRealTimeClient;
import software.amazon.awssdk.services.ivsrealtime.model.AccessDeniedException;
import software.amazon.awssdk.services.ivsrealtime.model.ConflictException;
import software.amazon.awssdk.services.ivsrealtime.model.IngestProtocol;
import software.amazon.awssdk.services.ivsrealtime.model.IvsRealTimeException;
import software.amazon.awssdk.services.ivsrealtime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ivsrealtime.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.ivsrealtime.model.ValidationException;

/**
 * The AWS SDK for Java 2, unmodified: every operation does what it promises, and every exception
 * that its model lists is met as that class.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryOperationTest {
  private static final String NOWHERE = "arn:aws:ivs:us-east-1:000000000000:";
  private static final String NO_STAGE = NOWHERE + "stage/absent";
  private static final String NO_INGEST = NOWHERE + "ingest-configuration/absent";
  private static final String NO_KEY = NOWHERE + "public-key/absent";
  private static final String NO_ENCODER = NOWHERE + "encoder-configuration/absent";
  private static final String NO_STORAGE = NOWHERE + "storage-configuration/absent";

  private static final List<String> NOT_BUILT =
      List.of("GetComposition", "ListCompositions", "StartComposition", "StopComposition");

  private static final String CREDENTIALS =
      """
      [{
        "accessKeyId": "AKIAOWNER", "secretAccessKey": "owner-secret", "account": "111122223333",
        "statements": [{"Effect": "Allow", "Action": "ivs:*", "Resource": "*"}]
      }, {
        "accessKeyId": "AKIAGUEST", "secretAccessKey": "guest-secret", "account": "111122223333",
        "statements": []
      }]
      """;

  private final SdkOperations operations = new SdkOperations();
  private Footlights server;
  private Sdk sdk;
  private IvsRealTimeClient client;
  private FaultsClient faults;

  /** What the story asked of each operation last. */
  private Map<String, SdkRequest> requests = Map.of();

  @BeforeAll
  void start() {
    server = Footlights.start();
    sdk = Sdk.of(server);
    client = Sdk.once(server.base(), "test", "test", operations);
    faults = new FaultsClient(server);
    String red = sdk.stage("red");
    try (var host = server.publish(red)) {
      new EveryOperation(client).tell(red, sdk.stage("blue"), host.participantId());
    }
    requests = operations.sent();
  }

  @AfterAll
  void end() {
    faults.close();
    client.close();
    sdk.close();
    server.close();
  }

  @Test
  void everyOperationIsCarriedOutButThoseOfCompositions() {
    assertThat(requests.keySet())
        .containsExactlyInAnyOrderElementsOf(
            SdkOperations.names().stream().filter(name -> !NOT_BUILT.contains(name)).toList());
  }

  @Test
  void thoseOfCompositionsSayThatTheyAreNotBuilt() {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> client.getComposition(r -> r.arn(NOWHERE + "composition/absent")),
            () -> client.listCompositions(r -> {}),
            () -> client.startComposition(r -> r.stageArn(NO_STAGE)),
            () -> client.stopComposition(r -> r.arn(NOWHERE + "composition/absent")))) {
      assertThatThrownBy(call)
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining("is not built yet");
    }
  }

  @Test
  void everyErrorOfEveryModelIsCaughtByItsClass() {
    requests.forEach(
        (operation, request) ->
            assertThat(SdkOperations.errors(operation))
                .as(operation)
                .isNotEmpty()
                .allSatisfy(error -> meet(operation, request, error)));
  }

  private void meet(String operation, SdkRequest request, Class<?> error) {
    faults.arm(operation, SdkOperations.wireName(error));
    assertThatThrownBy(() -> SdkOperations.call(client, operation, request))
        .isExactlyInstanceOf(error)
        .hasMessageContaining("This error was asked for")
        .isInstanceOfSatisfying(
            IvsRealTimeException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(SdkOperations.wireName(error));
              assertThat(e.requestId()).isNotEmpty();
            });
  }

  @Test
  void everyOperationSaysWhichMemberIsAgainstItsBounds() {
    requests.forEach(
        (operation, request) ->
            assertThatThrownBy(
                    () -> SdkOperations.call(client, operation, SdkOperations.invalid(request)))
                .as(operation)
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("1 validation error detected: Value ")
                .hasMessageContaining(
                    "at '"
                        + SdkOperations.breakable(request)
                        + "' failed to satisfy constraint: Member must"));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String red = sdk.stage("red");
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> client.getStage(r -> r.arn(NO_STAGE)),
            () -> client.updateStage(r -> r.arn(NO_STAGE).name("other")),
            () -> client.deleteStage(r -> r.arn(NO_STAGE)),
            () -> client.getStageSession(r -> r.stageArn(red).sessionId("st-1234567890abc")),
            () ->
                client.getParticipant(
                    r -> r.stageArn(red).sessionId("st-1234567890abc").participantId("nobody")),
            () -> client.disconnectParticipant(r -> r.stageArn(red).participantId("nobody")),
            () -> client.createParticipantToken(r -> r.stageArn(NO_STAGE)),
            () -> sdk.start(red, NO_STAGE, "nobody"),
            () -> sdk.stop(red, sdk.stage("blue"), "nobody"),
            () -> client.getIngestConfiguration(r -> r.arn(NO_INGEST)),
            () -> client.updateIngestConfiguration(r -> r.arn(NO_INGEST).stageArn("")),
            () -> client.deleteIngestConfiguration(r -> r.arn(NO_INGEST)),
            () -> client.getPublicKey(r -> r.arn(NO_KEY)),
            () -> client.deletePublicKey(r -> r.arn(NO_KEY)),
            () -> client.getEncoderConfiguration(r -> r.arn(NO_ENCODER)),
            () -> client.deleteEncoderConfiguration(r -> r.arn(NO_ENCODER)),
            () -> client.getStorageConfiguration(r -> r.arn(NO_STORAGE)),
            () -> client.deleteStorageConfiguration(r -> r.arn(NO_STORAGE)),
            () -> client.listTagsForResource(r -> r.resourceArn(NO_KEY)),
            () -> client.tagResource(r -> r.resourceArn(NO_STAGE).tags(Map.of("a", "b"))),
            () -> client.untagResource(r -> r.resourceArn(NO_INGEST).tagKeys("a")))) {
      assertThatThrownBy(call)
          .isInstanceOf(ResourceNotFoundException.class)
          .hasMessageMatching("(?s).*(absent|nobody|st-1234567890abc).*");
    }
  }

  @Test
  void whatContradictsWhatIsThereIsAConflict() {
    String pem = SigningKey.pem();
    client.importPublicKey(r -> r.publicKeyMaterial(pem));
    assertThatThrownBy(() -> client.importPublicKey(r -> r.publicKeyMaterial(pem)))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("is the same key");

    String storage =
        client
            .createStorageConfiguration(r -> r.s3(s -> s.bucketName("recordings")))
            .storageConfiguration()
            .arn();
    String stage =
        client
            .createStage(
                r ->
                    r.autoParticipantRecordingConfiguration(
                        a -> a.storageConfigurationArn(storage)))
            .stage()
            .arn();
    assertThatThrownBy(() -> client.deleteStorageConfiguration(r -> r.arn(storage)))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining(stage);
    client.updateStage(
        r ->
            r.arn(stage).autoParticipantRecordingConfiguration(a -> a.storageConfigurationArn("")));
    client.deleteStorageConfiguration(r -> r.arn(storage));

    Map<String, String> chosen = Map.of("footlights:id", "chosen");
    client.createEncoderConfiguration(r -> r.tags(chosen));
    assertThatThrownBy(() -> client.createEncoderConfiguration(r -> r.tags(chosen)))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("'chosen'");
    client.createStage(r -> r.tags(chosen));
    assertThatThrownBy(() -> client.createStage(r -> r.tags(chosen)))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("'chosen'");
  }

  @Test
  void aParticipantIsReplicatedIntoFiveStagesAndNoMore() {
    String red = sdk.stage("red");
    try (var host = server.publish(red)) {
      String id = host.participantId();
      String first = sdk.stage("blue0");
      sdk.start(red, first, id);
      assertThatThrownBy(() -> sdk.start(red, first, id))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining(first);
      for (int i = 1; i < 5; i++) {
        sdk.start(red, sdk.stage("blue" + i), id);
      }
      assertThatThrownBy(() -> sdk.start(red, sdk.stage("sixth"), id))
          .isInstanceOf(ServiceQuotaExceededException.class);
    }
  }

  @Test
  void withCredentialsQuotasHoldAndStrangersMayDoNothing(@TempDir Path folder) throws IOException {
    Path credentials = Files.writeString(folder.resolve("credentials.json"), CREDENTIALS);
    try (var strict = Footlights.start("--credentials", credentials.toString());
        var owner = Sdk.once(strict.base(), "AKIAOWNER", "owner-secret");
        var guest = Sdk.once(strict.base(), "AKIAGUEST", "guest-secret")) {
      fill(3, () -> owner.importPublicKey(r -> r.publicKeyMaterial(SigningKey.pem())));
      fill(5, () -> owner.createStorageConfiguration(r -> r.s3(s -> s.bucketName("recordings"))));
      fill(20, () -> owner.createEncoderConfiguration(r -> {}));
      fill(100, () -> owner.createIngestConfiguration(r -> r.ingestProtocol(IngestProtocol.RTMPS)));

      requests.forEach(
          (operation, request) ->
              assertThatThrownBy(() -> SdkOperations.call(guest, operation, request))
                  .as(operation)
                  .isInstanceOf(AccessDeniedException.class)
                  .hasMessageContaining("AKIAGUEST is not authorized to perform ivs:" + operation));
    }
  }

  private static void fill(int most, ThrowingCallable create) {
    try {
      for (int i = 0; i < most; i++) {
        create.call();
      }
    } catch (Throwable e) {
      throw new AssertionError("fewer than " + most + " were made", e);
    }
    assertThatThrownBy(create)
        .isInstanceOf(ServiceQuotaExceededException.class)
        .hasMessageContaining(String.valueOf(most));
  }
}
