package dev.footlights.stage.session;

import dev.footlights.stage.Outcome;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.participant.ReplicationType;
import dev.footlights.stage.participant.Rows;
import dev.footlights.stage.replication.EndReason;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.LiveState;
import dev.footlights.stage.repository.RowChange.PutParticipant;
import dev.footlights.stage.repository.RowChange.PutReplica;
import dev.footlights.stage.repository.RowChange.PutSession;
import dev.footlights.stage.repository.RowChange.PutStage;
import java.time.Instant;
import java.util.Set;

/**
 * No transport outlives the process: what a former one left open is closed before the first join.
 */
public final class Restart {
  private Restart() {}

  /** Ends the sessions that are open, their replications, and the presence of whoever was there. */
  public static void close(LiveState live, Instant now, Outcome out) {
    for (Participant row : live.participants()) {
      if (row.publishing()) {
        out.event(ParticipantEvent.of(row, EventName.PUBLISH_STOPPED, now));
      }
    }
    for (Replica replica : live.replicas()) {
      if (replica.active()) {
        stop(live, replica, now, out);
      } else {
        out.put(new PutReplica(replica.withOwed(Set.of()).unlisted()));
      }
    }
    for (Participant row : live.participants()) {
      leave(row, now, out);
    }
    for (Session session : live.openSessions()) {
      out.put(new PutSession(session.endedAt(now)));
    }
    for (Stage stage : live.stages()) {
      if (stage.activeSession() != null) {
        out.put(new PutStage(stage.withActiveSession(null)));
      }
    }
  }

  private static void stop(LiveState live, Replica replica, Instant now, Outcome out) {
    Replica ended = replica.endedAt(now, EndReason.SERVER_RESTARTED, Set.of()).unlisted();
    out.put(new PutReplica(ended));
    for (Participant row : live.participants()) {
      if (row.session().equals(replica.sourceSession()) && row.id().equals(replica.participant())) {
        out.event(ParticipantEvent.of(row, EventName.REPLICATION_STOPPED, now).about(ended));
      }
    }
  }

  private static void leave(Participant row, Instant now, Outcome out) {
    boolean shown =
        row.replicationType() == ReplicationType.REPLICA
            && row.replicationState() == ReplicationState.ACTIVE;
    if (row.state() == ParticipantState.CONNECTED || shown) {
      out.event(ParticipantEvent.of(row, EventName.LEFT, now));
    }
    Participant left = Rows.publishing(Rows.state(row, ParticipantState.DISCONNECTED), false);
    if (left.replicationType() != ReplicationType.NONE) {
      left = Rows.replication(left, left.replicationType(), ReplicationState.STOPPED);
    }
    out.put(new PutParticipant(left));
  }
}
