package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footlights.e2e.harness.Await;
import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Sdk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.ivsrealtime.IvsRealTimeClient;
import software.amazon.awssdk.services.ivsrealtime.model.ConflictException;
import software.amazon.awssdk.services.ivsrealtime.model.ParticipantSummary;
import software.amazon.awssdk.services.ivsrealtime.model.ParticipantTokenCapability;
import software.amazon.awssdk.services.ivsrealtime.model.ParticipantTokenConfiguration;
import software.amazon.awssdk.services.ivsrealtime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ivsrealtime.model.StageSummary;
import software.amazon.awssdk.services.ivsrealtime.model.ValidationException;

/** The AWS SDK for Java 2, unmodified, and every operation that works. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsSdkForJavaMakesEveryControlCallTest {
  private static final String UNKNOWN = "arn:aws:ivs:us-east-1:000000000000:stage/doesNotExist";

  private Footlights server;
  private Sdk sdk;
  private IvsRealTimeClient client;

  @BeforeAll
  void start() {
    server = Footlights.start();
    sdk = Sdk.of(server);
    client = sdk.client();
  }

  @AfterAll
  void end() {
    sdk.close();
    server.close();
  }

  @Test
  void stagesAreMadeReadListedAndDeleted() {
    var created =
        client.createStage(
            r ->
                r.name("made")
                    .tags(Map.of("team", "red"))
                    .participantTokenConfigurations(
                        ParticipantTokenConfiguration.builder()
                            .userId("ann")
                            .attributes(Map.of("seat", "1"))
                            .capabilities(ParticipantTokenCapability.PUBLISH)
                            .duration(60)
                            .build()));
    String arn = created.stage().arn();

    assertThat(arn).matches("arn:aws:ivs:us-east-1:000000000000:stage/[a-zA-Z0-9]+");
    assertThat(created.participantTokens())
        .singleElement()
        .satisfies(
            token -> {
              assertThat(token.token()).isNotEmpty();
              assertThat(token.userId()).isEqualTo("ann");
              assertThat(token.attributes()).isEqualTo(Map.of("seat", "1"));
              assertThat(token.duration()).isEqualTo(60);
              assertThat(token.capabilities()).containsExactly(ParticipantTokenCapability.PUBLISH);
            });
    var stage = client.getStage(r -> r.arn(arn)).stage();
    assertThat(stage.name()).isEqualTo("made");
    assertThat(stage.tags()).isEqualTo(Map.of("team", "red"));
    assertThat(stage.endpoints().whip()).startsWith(server.base().toString());
    assertThat(stage.endpoints().events()).startsWith("ws://127.0.0.1:");
    assertThat(client.listStagesPaginator(r -> r.maxResults(1)).stream())
        .flatExtracting(page -> page.stages().stream().map(StageSummary::arn).toList())
        .contains(arn);

    client.deleteStage(r -> r.arn(arn));

    assertThatThrownBy(() -> client.getStage(r -> r.arn(arn)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aReplicationLivesFromStartToStop() {
    String red = sdk.stage("red");
    String blue = sdk.stage("blue");
    try (var host = server.publish(red)) {
      String id = host.participantId();
      client.startParticipantReplication(
          r ->
              r.sourceStageArn(red)
                  .destinationStageArn(blue)
                  .participantId(id)
                  .reconnectWindowSeconds(30)
                  .attributes(Map.of("seat", "guest")));

      String redSession = client.getStage(r -> r.arn(red)).stage().activeSessionId();
      String blueSession = client.getStage(r -> r.arn(blue)).stage().activeSessionId();
      var source =
          client
              .getParticipant(r -> r.stageArn(red).sessionId(redSession).participantId(id))
              .participant();
      assertThat(source.replicationTypeAsString()).isEqualTo("SOURCE");
      assertThat(source.replicationStateAsString()).isEqualTo("ACTIVE");
      assertThat(source.stateAsString()).isEqualTo("CONNECTED");
      var replica =
          client
              .getParticipant(r -> r.stageArn(blue).sessionId(blueSession).participantId(id))
              .participant();
      assertThat(replica.replicationTypeAsString()).isEqualTo("REPLICA");
      assertThat(replica.sourceStageArn()).isEqualTo(red);
      assertThat(replica.sourceSessionId()).isEqualTo(redSession);
      assertThat(replica.published()).isTrue();
      assertThat(replica.attributes()).containsEntry("seat", "guest");
      assertThat(
              client
                  .listParticipants(
                      r -> r.stageArn(blue).sessionId(blueSession).filterByPublished(true))
                  .participants())
          .extracting(ParticipantSummary::participantId)
          .containsExactly(id);
      assertThat(sdk.replicas(red, id))
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.destinationStageArn()).isEqualTo(blue);
                assertThat(row.destinationSessionId()).isEqualTo(blueSession);
                assertThat(row.sourceSessionId()).isEqualTo(redSession);
              });
      assertThatThrownBy(() -> sdk.start(red, blue, id)).isInstanceOf(ConflictException.class);

      var stopped =
          client.stopParticipantReplication(
              r -> r.sourceStageArn(red).destinationStageArn(blue).participantId(id));

      assertThat(stopped.accessControlAllowOrigin()).isEqualTo("*");
      assertThat(stopped.accessControlExposeHeaders()).isNotEmpty();
      assertThat(stopped.cacheControl()).isEqualTo("no-store, no-cache");
      assertThat(stopped.contentSecurityPolicy())
          .isEqualTo("default-src 'self'; upgrade-insecure-requests;");
      assertThat(stopped.strictTransportSecurity())
          .isEqualTo("max-age:47304000; includeSubDomains");
      assertThat(stopped.xContentTypeOptions()).isEqualTo("nosniff");
      assertThat(stopped.xFrameOptions()).isEqualTo("DENY");
      assertThat(sdk.replicas(red, id).getFirst().replicationStateAsString()).isEqualTo("STOPPED");
      assertThat(sdk.events(red, id)).endsWith("REPLICATION_STARTED", "REPLICATION_STOPPED");
      assertThatThrownBy(() -> sdk.stop(red, blue, id))
          .isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void swappedStagesAreNamedInTheMessage() {
    String red = sdk.stage("red");
    String blue = sdk.stage("blue");
    try (var host = server.publish(red)) {
      sdk.start(red, blue, host.participantId());

      assertThatThrownBy(() -> sdk.stop(blue, red, host.participantId()))
          .isInstanceOf(ResourceNotFoundException.class)
          .hasMessageContaining("is replicated from " + red + " to " + blue);
    }
  }

  @Test
  void aParticipantIsDisconnectedAndMayNotReturn() {
    String red = sdk.stage("red");
    try (var host = server.publish(red)) {
      client.disconnectParticipant(
          r -> r.stageArn(red).participantId(host.participantId()).reason("enough"));

      Await.until(
          "LEFT",
          Duration.ofSeconds(30),
          () -> sdk.events(red, host.participantId()),
          names -> names.containsAll(List.of("PUBLISH_STOPPED", "LEFT")));
      assertThat(host.program().end().code()).isNotZero();
    }
  }

  @Test
  void deletingTheDestinationEndsAReplicationAndLeavesTheSource() {
    String red = sdk.stage("red");
    String blue = sdk.stage("blue");
    try (var host = server.publish(red)) {
      sdk.start(red, blue, host.participantId());

      client.deleteStage(r -> r.arn(blue));

      assertThat(sdk.events(red, host.participantId()))
          .endsWith("REPLICATION_STARTED", "REPLICATION_STOPPED");
    }
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThatThrownBy(() -> client.deleteStage(r -> r.arn(UNKNOWN)))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> client.createParticipantToken(r -> r.stageArn(UNKNOWN)))
        .isInstanceOf(ResourceNotFoundException.class);
    String red = sdk.stage("red");
    assertThatThrownBy(() -> sdk.start(red, UNKNOWN, "nobody"))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> sdk.start(red, sdk.stage("blue"), "nobody"))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(sdk.replicas(UNKNOWN, "nobody")).isEmpty();
  }

  @Test
  void whatIsNotAnArnIsInvalid() {
    assertThatThrownBy(() -> client.getStage(r -> r.arn("string")))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("Value 'string' at 'arn' failed to satisfy constraint");
    assertThatThrownBy(() -> client.stopParticipantReplication(r -> r.participantId("string")))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("sourceStageArn")
        .hasMessageContaining("destinationStageArn");
  }
}
