package dev.footlights.stage.participant;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A participant's row with one thing changed. */
public final class Rows {
  private Rows() {}

  public static Participant state(Participant row, ParticipantState state) {
    return copy(
        row,
        state,
        row.published(),
        row.publishing(),
        row.protocol(),
        row.replicationType(),
        row.replicationState());
  }

  /** Publishing now, or no longer; whoever publishes has published. */
  public static Participant publishing(Participant row, boolean publishing) {
    return copy(
        row,
        row.state(),
        row.published() || publishing,
        publishing,
        publishing && row.protocol() == Protocol.UNKNOWN ? Protocol.WHIP : row.protocol(),
        row.replicationType(),
        row.replicationState());
  }

  public static Participant replication(
      Participant row, ReplicationType type, ReplicationState state) {
    return copy(row, row.state(), row.published(), row.publishing(), row.protocol(), type, state);
  }

  /** As a token describes the participant. */
  public static Participant described(
      Participant row, String userId, Map<String, String> attributes) {
    return new Participant(
        row.stage(),
        row.session(),
        row.id(),
        userId,
        attributes,
        row.state(),
        row.firstJoinTime(),
        row.published(),
        row.publishing(),
        row.protocol(),
        row.recordingState(),
        row.client(),
        row.replicationType(),
        row.replicationState(),
        row.sourceStage(),
        row.sourceSession());
  }

  private static Participant copy(
      Participant row,
      ParticipantState state,
      boolean published,
      boolean publishing,
      Protocol protocol,
      ReplicationType type,
      @Nullable ReplicationState replicationState) {
    return new Participant(
        row.stage(),
        row.session(),
        row.id(),
        row.userId(),
        row.attributes(),
        state,
        row.firstJoinTime(),
        published,
        publishing,
        protocol,
        row.recordingState(),
        row.client(),
        type,
        replicationState,
        row.sourceStage(),
        row.sourceSession());
  }
}
