package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.footlights.e2e.harness.SigningKey;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ivsrealtime.IvsRealTimeClient;
import software.amazon.awssdk.services.ivsrealtime.model.EncoderConfigurationSummary;
import software.amazon.awssdk.services.ivsrealtime.model.Event;
import software.amazon.awssdk.services.ivsrealtime.model.IngestConfigurationSummary;
import software.amazon.awssdk.services.ivsrealtime.model.IngestProtocol;
import software.amazon.awssdk.services.ivsrealtime.model.ParticipantRecordingMediaType;
import software.amazon.awssdk.services.ivsrealtime.model.ParticipantReplica;
import software.amazon.awssdk.services.ivsrealtime.model.ParticipantSummary;
import software.amazon.awssdk.services.ivsrealtime.model.ParticipantToken;
import software.amazon.awssdk.services.ivsrealtime.model.ParticipantTokenCapability;
import software.amazon.awssdk.services.ivsrealtime.model.ParticipantTokenConfiguration;
import software.amazon.awssdk.services.ivsrealtime.model.PublicKeySummary;
import software.amazon.awssdk.services.ivsrealtime.model.StageSummary;
import software.amazon.awssdk.services.ivsrealtime.model.StorageConfigurationSummary;

/** Calls every operation that is built with what it is made for, and looks at the answers. */
final class EveryOperation {
  private static final Map<String, String> RED = Map.of("team", "red");

  private final IvsRealTimeClient client;

  EveryOperation(IvsRealTimeClient client) {
    this.client = client;
  }

  /** A participant publishes in the source and is put out of it in the end. */
  void tell(String source, String destination, String participant) {
    String storage = storage();
    String stage = stage(storage);
    participants(source, participant);
    replication(source, destination, participant);
    client.disconnectParticipant(r -> r.stageArn(source).participantId(participant).reason("end"));
    ingest(stage);
    key();
    String encoder = encoder();
    tags(encoder);
    client.deleteEncoderConfiguration(r -> r.arn(encoder));
    client.deleteStage(r -> r.arn(stage));
    client.deleteStorageConfiguration(r -> r.arn(storage));
    assertThat(client.listStorageConfigurations(r -> {}).storageConfigurations()).isEmpty();
    assertThat(client.listEncoderConfigurations(r -> {}).encoderConfigurations()).isEmpty();
  }

  private String storage() {
    var made =
        client
            .createStorageConfiguration(
                r -> r.name("kept").tags(RED).s3(s -> s.bucketName("recordings")))
            .storageConfiguration();
    assertThat(made.arn()).contains(":storage-configuration/");
    assertThat(client.getStorageConfiguration(r -> r.arn(made.arn())).storageConfiguration())
        .isEqualTo(made);
    assertThat(client.listStorageConfigurations(r -> {}).storageConfigurations())
        .containsExactly(
            StorageConfigurationSummary.builder()
                .arn(made.arn())
                .name("kept")
                .tags(RED)
                .s3(made.s3())
                .build());
    return made.arn();
  }

  private String stage(String storage) {
    var created =
        client.createStage(
            r ->
                r.name("made")
                    .tags(RED)
                    .participantTokenConfigurations(
                        ParticipantTokenConfiguration.builder()
                            .userId("ann")
                            .duration(60)
                            .attributes(Map.of("seat", "1"))
                            .capabilities(ParticipantTokenCapability.PUBLISH)
                            .build(),
                        ParticipantTokenConfiguration.builder().userId("bob").build()));
    assertThat(created.participantTokens())
        .extracting(ParticipantToken::userId, ParticipantToken::duration)
        .containsExactly(tuple("ann", 60), tuple("bob", 720));
    var recording = created.stage().autoParticipantRecordingConfiguration();
    assertThat(recording.storageConfigurationArn()).isEmpty();
    assertThat(recording.mediaTypesAsStrings()).containsExactly("AUDIO_VIDEO");
    assertThat(recording.thumbnailConfiguration().targetIntervalSeconds()).isEqualTo(60);
    assertThat(recording.thumbnailConfiguration().storageAsStrings()).containsExactly("SEQUENTIAL");
    assertThat(recording.thumbnailConfiguration().recordingModeAsString()).isEqualTo("DISABLED");
    assertThat(recording.recordingReconnectWindowSeconds()).isZero();
    assertThat(recording.hlsConfiguration().targetSegmentDurationSeconds()).isEqualTo(6);
    assertThat(recording.recordParticipantReplicas()).isTrue();
    String arn = created.stage().arn();
    assertThat(client.getStage(r -> r.arn(arn)).stage()).isEqualTo(created.stage());
    assertThat(client.listStages(r -> r.maxResults(100)).stages())
        .extracting(StageSummary::arn)
        .contains(arn);
    var updated =
        client
            .updateStage(
                r ->
                    r.arn(arn)
                        .name("renamed")
                        .autoParticipantRecordingConfiguration(
                            a ->
                                a.storageConfigurationArn(storage)
                                    .mediaTypes(ParticipantRecordingMediaType.AUDIO_ONLY)))
            .stage();
    assertThat(updated.name()).isEqualTo("renamed");
    assertThat(updated.autoParticipantRecordingConfiguration().storageConfigurationArn())
        .isEqualTo(storage);
    assertThat(client.getStage(r -> r.arn(arn)).stage()).isEqualTo(updated);
    var token =
        client
            .createParticipantToken(
                r -> r.stageArn(arn).userId("cyd").duration(5).attributes(Map.of("seat", "2")))
            .participantToken();
    assertThat(token.token()).isNotEmpty();
    assertThat(token.userId()).isEqualTo("cyd");
    assertThat(token.capabilitiesAsStrings()).containsExactly("PUBLISH", "SUBSCRIBE");
    return arn;
  }

  private void participants(String source, String participant) {
    String session =
        client.listStageSessions(r -> r.stageArn(source)).stageSessions().getFirst().sessionId();
    var shown = client.getStageSession(r -> r.stageArn(source).sessionId(session)).stageSession();
    assertThat(shown.startTime()).isNotNull();
    assertThat(shown.endTime()).isNull();
    assertThat(
            client
                .listParticipants(
                    r -> r.stageArn(source).sessionId(session).filterByState("CONNECTED"))
                .participants())
        .extracting(ParticipantSummary::participantId)
        .containsExactly(participant);
    var alone =
        client
            .getParticipant(r -> r.stageArn(source).sessionId(session).participantId(participant))
            .participant();
    assertThat(alone.published()).isTrue();
    assertThat(alone.protocolAsString()).isEqualTo("WHIP");
    assertThat(alone.replicationTypeAsString()).isEqualTo("NONE");
    assertThat(alone.recordingStateAsString()).isEqualTo("DISABLED");
  }

  private void replication(String source, String destination, String participant) {
    var started =
        client.startParticipantReplication(
            r ->
                r.sourceStageArn(source)
                    .destinationStageArn(destination)
                    .participantId(participant)
                    .reconnectWindowSeconds(30)
                    .attributes(Map.of("seat", "guest")));
    assertThat(started.accessControlAllowOrigin()).isEqualTo("*");
    assertThat(
            client
                .listParticipantReplicas(r -> r.sourceStageArn(source).participantId(participant))
                .replicas())
        .extracting(
            ParticipantReplica::destinationStageArn, ParticipantReplica::replicationStateAsString)
        .containsExactly(tuple(destination, "ACTIVE"));
    var stopped =
        client.stopParticipantReplication(
            r ->
                r.sourceStageArn(source)
                    .destinationStageArn(destination)
                    .participantId(participant));
    assertThat(stopped.xFrameOptions()).isEqualTo("DENY");
    String session = client.getStage(r -> r.arn(source)).stage().activeSessionId();
    assertThat(
            client
                .listParticipantEvents(
                    r -> r.stageArn(source).sessionId(session).participantId(participant))
                .events())
        .extracting(Event::nameAsString)
        .containsExactly("JOINED", "PUBLISH_STARTED", "REPLICATION_STARTED", "REPLICATION_STOPPED");
  }

  private void ingest(String stage) {
    var made =
        client
            .createIngestConfiguration(
                r ->
                    r.name("studio")
                        .ingestProtocol(IngestProtocol.RTMP)
                        .insecureIngest(true)
                        .stageArn(stage)
                        .userId("dan")
                        .attributes(Map.of("seat", "3"))
                        .tags(RED))
            .ingestConfiguration();
    String arn = made.arn();
    String id = arn.substring(arn.indexOf('/') + 1);
    assertThat(made.streamKey()).matches("rt_000000000000_us-east-1_" + id + "_.+");
    assertThat(made.stateAsString()).isEqualTo("INACTIVE");
    assertThat(client.getIngestConfiguration(r -> r.arn(arn)).ingestConfiguration())
        .isEqualTo(made);
    assertThat(
            client.listIngestConfigurations(r -> r.filterByStageArn(stage)).ingestConfigurations())
        .extracting(IngestConfigurationSummary::arn, IngestConfigurationSummary::participantId)
        .containsExactly(tuple(arn, made.participantId()));
    var changed =
        client.updateIngestConfiguration(r -> r.arn(arn).stageArn("")).ingestConfiguration();
    assertThat(changed.stageArn()).isEmpty();
    assertThat(changed.streamKey()).isEqualTo(made.streamKey());
    client.deleteIngestConfiguration(r -> r.arn(arn).force(true));
    assertThat(client.listIngestConfigurations(r -> {}).ingestConfigurations()).isEmpty();
  }

  private void key() {
    String pem = SigningKey.pem();
    var made =
        client.importPublicKey(r -> r.publicKeyMaterial(pem).name("signer").tags(RED)).publicKey();
    assertThat(made.publicKeyMaterial()).isEqualTo(pem);
    assertThat(made.fingerprint()).matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");
    assertThat(client.getPublicKey(r -> r.arn(made.arn())).publicKey()).isEqualTo(made);
    assertThat(client.listPublicKeys(r -> {}).publicKeys())
        .containsExactly(
            PublicKeySummary.builder().arn(made.arn()).name("signer").tags(RED).build());
    client.deletePublicKey(r -> r.arn(made.arn()));
    assertThat(client.listPublicKeys(r -> {}).publicKeys()).isEmpty();
  }

  private String encoder() {
    var made =
        client
            .createEncoderConfiguration(
                r -> r.name("small").tags(RED).video(v -> v.width(640).height(360)))
            .encoderConfiguration();
    assertThat(made.video().framerate()).isEqualTo(30f);
    assertThat(made.video().bitrate()).isEqualTo(2_500_000);
    assertThat(client.getEncoderConfiguration(r -> r.arn(made.arn())).encoderConfiguration())
        .isEqualTo(made);
    assertThat(client.listEncoderConfigurations(r -> {}).encoderConfigurations())
        .containsExactly(
            EncoderConfigurationSummary.builder().arn(made.arn()).name("small").tags(RED).build());
    return made.arn();
  }

  private void tags(String arn) {
    client.tagResource(r -> r.resourceArn(arn).tags(Map.of("a b", "1 + 1 = 2", "team", "blue")));
    assertThat(client.listTagsForResource(r -> r.resourceArn(arn)).tags())
        .isEqualTo(Map.of("a b", "1 + 1 = 2", "team", "blue"));
    client.untagResource(r -> r.resourceArn(arn).tagKeys(List.of("a b", "absent")));
    assertThat(client.listTagsForResource(r -> r.resourceArn(arn)).tags())
        .isEqualTo(Map.of("team", "blue"));
  }
}
