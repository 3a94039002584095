package dev.footlights.stage.replication;

import dev.footlights.stage.Moment;
import dev.footlights.stage.Outcome;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.participant.Member;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.participant.ReplicationType;
import dev.footlights.stage.participant.Rows;
import dev.footlights.stage.repository.RowChange.PutParticipant;
import dev.footlights.stage.repository.RowChange.PutReplica;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.session.LiveStage.Shown;
import dev.footlights.stage.session.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of replications. {@link StartRule} and {@link StopRule} say what is refused. */
public final class Replications {
  private final Sessions sessions;
  private final Audience audience;
  private final Set<Replication> away = new LinkedHashSet<>();
  private long lastNumber;

  public Replications(Sessions sessions, Audience audience, long lastNumber) {
    this.sessions = sessions;
    this.audience = audience;
    this.lastNumber = lastNumber;
  }

  /** StartParticipantReplication: the publisher gets an entry in the destination's roster. */
  public Replica start(
      LiveStage source,
      LiveStage destination,
      ParticipantId participant,
      Duration reconnectWindow,
      Map<String, String> attributes,
      Moment now,
      Outcome out) {
    Member publisher =
        StartRule.check(source, destination, participant, reconnectWindow, attributes);
    sessions.open(destination, now, out);
    Replica before = source.forget(new Shown(destination.arn(), participant));
    if (before != null) {
      out.put(new PutReplica(before.unlisted()));
    }
    var row =
        new Replica(
            ++lastNumber,
            source.arn(),
            source.sessionId(),
            participant,
            destination.arn(),
            destination.sessionId(),
            attributes,
            reconnectWindow,
            ReplicationState.ACTIVE,
            now.wall(),
            null,
            null,
            true,
            Set.of());
    Member shown = enter(destination, publisher, row, now);
    var replication = new Replication(publisher, shown, row);
    publisher.add(replication);
    shown.replica(replication);
    publisher.row(
        Rows.replication(publisher.row(), ReplicationType.SOURCE, ReplicationState.ACTIVE));
    out.put(new PutReplica(row));
    out.put(new PutParticipant(publisher.row()));
    out.put(new PutParticipant(shown.row()));
    out.event(publisher.event(EventName.REPLICATION_STARTED, now.wall(), row));
    out.event(shown.event(EventName.JOINED, now.wall()));
    out.event(shown.event(EventName.PUBLISH_STARTED, now.wall()));
    out.changed(destination.arn());
    sessions.settle(destination);
    return row;
  }

  /**
   * StopParticipantReplication.
   *
   * @return the ended row; its owed shards have yet to acknowledge, also when it ended before
   */
  public Replica stop(
      LiveStage source, LiveStage destination, ParticipantId participant, Moment now, Outcome out) {
    Replication active = StopRule.check(source, destination, participant);
    if (active != null) {
      end(active, EndReason.STOPPED, now, out);
    }
    Replica ended = source.ended(new Shown(destination.arn(), participant));
    if (ended == null) {
      throw new IllegalStateException("an ended replication was not remembered");
    }
    return ended;
  }

  /** A replica was disconnected in its destination by name. */
  public void disconnected(Replication replication, Moment now, Outcome out) {
    end(replication, EndReason.REPLICA_DISCONNECTED, now, out);
  }

  /** Every shard that was owed has acknowledged the end. */
  public void acknowledged(LiveStage source, Replica replica, Outcome out) {
    var key = new Shown(replica.destinationStage(), replica.participant());
    Replica remembered = source.ended(key);
    if (remembered != null && remembered.number() == replica.number()) {
      Replica settled = remembered.withOwed(Set.of());
      source.remember(settled);
      out.put(new PutReplica(settled));
    }
  }

  /** The publisher's media stopped: windows begin, or replications end. */
  public void stoppedPublishing(Member publisher, EndReason reason, Moment now, Outcome out) {
    for (Replication replication : publisher.replications()) {
      Duration window = replication.row().reconnectWindow();
      if (reason != EndReason.PUBLISHER_LEFT || window.isZero()) {
        end(replication, reason, now, out);
      } else {
        replication.windowEnds(now.nanos() + window.toNanos());
        away.add(replication);
        unpublish(replication.shown(), now, out);
        out.put(new PutParticipant(replication.shown().row()));
      }
    }
  }

  /** The publisher's media came back inside the window. */
  public void returned(Member publisher, Moment now, Outcome out) {
    for (Replication replication : publisher.replications()) {
      Member shown = replication.shown();
      replication.windowEnds(Moment.NEVER);
      away.remove(replication);
      shown.row(Rows.publishing(Rows.state(shown.row(), ParticipantState.CONNECTED), true));
      out.put(new PutParticipant(shown.row()));
      out.event(shown.event(EventName.PUBLISH_STARTED, now.wall()));
      out.changed(shown.stage().arn());
    }
  }

  /** The publisher's token says something else of it now: so do its replicas. */
  public void follow(Member publisher, Outcome out) {
    for (Replication replication : publisher.replications()) {
      Member shown = replication.shown();
      Participant before = shown.row();
      Participant after =
          Rows.described(
              before, publisher.row().userId(), merged(publisher.row(), replication.row()));
      if (!after.equals(before)) {
        shown.row(after);
        out.put(new PutParticipant(after));
        out.changed(shown.stage().arn());
      }
    }
  }

  /** Where both name an attribute, the call that started the replication wins. */
  private static Map<String, String> merged(Participant publisher, Replica replica) {
    var attributes = new HashMap<>(publisher.attributes());
    attributes.putAll(replica.attributes());
    return attributes;
  }

  /** Ends what has the stage as its destination, and what is still shown from it. */
  public void stageDeleted(LiveStage stage, Moment now, Outcome out) {
    for (Member member : List.copyOf(stage.members())) {
      Replication replica = member.replica();
      if (replica != null) {
        end(replica, EndReason.DESTINATION_DELETED, now, out);
      }
      for (Replication replication : member.replications()) {
        end(replication, EndReason.SOURCE_DELETED, now, out);
      }
    }
  }

  public void tick(Moment now, Outcome out) {
    List<Replication> passed = new ArrayList<>();
    for (Replication replication : away) {
      if (replication.windowEnds() <= now.nanos()) {
        passed.add(replication);
      }
    }
    passed.sort(
        Comparator.<Replication>comparingLong(Replication::windowEnds)
            .thenComparingLong(r -> r.row().number()));
    for (Replication replication : passed) {
      end(replication, EndReason.WINDOW_PASSED, now, out);
    }
  }

  /** When the next window passes, in the control thread's nanoseconds. */
  public long deadline() {
    long earliest = Moment.NEVER;
    for (Replication replication : away) {
      earliest = Math.min(earliest, replication.windowEnds());
    }
    return earliest;
  }

  public void clear() {
    away.clear();
  }

  private void end(Replication replication, EndReason reason, Moment now, Outcome out) {
    Member publisher = replication.source();
    Member shown = replication.shown();
    LiveStage destination = shown.stage();
    boolean wasAway = publisher.away();
    away.remove(replication);
    publisher.remove(replication);
    shown.replica(null);
    if (publisher.replications().isEmpty()) {
      publisher.row(
          Rows.replication(publisher.row(), ReplicationType.SOURCE, ReplicationState.STOPPED));
      out.put(new PutParticipant(publisher.row()));
    }
    Replica ended =
        replication
            .row()
            .endedAt(now.wall(), reason, audience.shards(destination.arn(), publisher.id()));
    publisher.stage().remember(ended);
    out.put(new PutReplica(ended));
    out.event(publisher.event(EventName.REPLICATION_STOPPED, now.wall(), ended));
    unpublish(shown, now, out);
    shown.row(Rows.replication(shown.row(), ReplicationType.REPLICA, ReplicationState.STOPPED));
    out.put(new PutParticipant(shown.row()));
    out.event(shown.event(EventName.LEFT, now.wall()));
    destination.left(now.nanos());
    out.gone(destination.arn(), shown.id(), ended);
    if (wasAway && !publisher.away()) {
      out.gone(publisher.stage().arn(), publisher.id(), null);
    }
    sessions.settle(destination);
    sessions.settle(publisher.stage());
  }

  private static void unpublish(Member shown, Moment now, Outcome out) {
    if (shown.publishing()) {
      out.event(shown.event(EventName.PUBLISH_STOPPED, now.wall()));
    }
    shown.row(Rows.publishing(Rows.state(shown.row(), ParticipantState.DISCONNECTED), false));
    out.changed(shown.stage().arn());
  }

  private static Member enter(
      LiveStage destination, Member publisher, Replica replica, Moment now) {
    Member there = destination.member(publisher.id());
    Participant from = publisher.row();
    var row =
        new Participant(
            destination.arn(),
            destination.sessionId(),
            from.id(),
            from.userId(),
            merged(from, replica),
            ParticipantState.CONNECTED,
            firstJoin(there, now),
            true,
            true,
            from.protocol(),
            from.recordingState(),
            from.client(),
            ReplicationType.REPLICA,
            ReplicationState.ACTIVE,
            from.stage(),
            from.session());
    if (there == null) {
      there = new Member(destination, row);
      destination.add(there);
    }
    there.row(row);
    return there;
  }

  private static Instant firstJoin(@Nullable Member there, Moment now) {
    return there == null ? now.wall() : there.row().firstJoinTime();
  }
}
