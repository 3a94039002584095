package com.example.versus;

import software.amazon.awssdk.services.ivsrealtime.IvsRealTimeClient;
import software.amazon.awssdk.services.ivsrealtime.model.ReplicationState;

/** The app under test: two hosts see each other, each in their own stage. */
public final class VsMode {
  private static final int RECONNECT_WINDOW_SECONDS = 60;

  /** Somebody who publishes in a stage of their own. */
  public record Host(String stageArn, String participantId) {}

  private final IvsRealTimeClient client;

  public VsMode(IvsRealTimeClient client) {
    this.client = client;
  }

  public void begin(Host one, Host other) {
    show(one, other.stageArn());
    show(other, one.stageArn());
  }

  public void end(Host one, Host other) {
    hide(one, other.stageArn());
    hide(other, one.stageArn());
  }

  /** Whether the host is shown in other stages, or will be when it comes back in time. */
  public boolean isShownElsewhere(Host host) {
    return client
        .listParticipantReplicas(
            r -> r.sourceStageArn(host.stageArn()).participantId(host.participantId()))
        .replicas()
        .stream()
        .anyMatch(replica -> replica.replicationState() == ReplicationState.ACTIVE);
  }

  private void show(Host host, String stageArn) {
    client.startParticipantReplication(
        r ->
            r.sourceStageArn(host.stageArn())
                .destinationStageArn(stageArn)
                .participantId(host.participantId())
                .reconnectWindowSeconds(RECONNECT_WINDOW_SECONDS));
  }

  private void hide(Host host, String stageArn) {
    client.stopParticipantReplication(
        r ->
            r.sourceStageArn(host.stageArn())
                .destinationStageArn(stageArn)
                .participantId(host.participantId()));
  }
}
