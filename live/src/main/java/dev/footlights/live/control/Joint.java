package dev.footlights.live.control;

import dev.footlights.live.link.Ending;
import dev.footlights.live.link.Fleet;
import dev.footlights.live.link.Link;
import dev.footlights.live.link.Links;
import dev.footlights.live.link.Turn;
import dev.footlights.live.presence.Exchanging;
import dev.footlights.live.presence.Presence;
import dev.footlights.live.publish.Publishing;
import dev.footlights.live.replicate.Replicating;
import dev.footlights.live.watch.Audiences;
import dev.footlights.live.watch.Viewing;
import dev.footlights.sfu.shard.Event;
import dev.footlights.stage.Moment;
import dev.footlights.stage.Outcome.Gone;
import dev.footlights.stage.Stages;
import dev.footlights.stage.participant.Member;
import dev.footlights.stage.replication.EndReason;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.LiveState;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.session.ResourceIds;
import dev.footlights.stage.session.StageArn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The rules of stages and the connections of their participants, put together. */
final class Joint {
  final Stages stages;
  final Links links = new Links();
  private final @Nullable Duration longest;
  private final Fleet fleet;
  final Publishing publishing;
  final Viewing viewing;
  final Presence presence;
  final Exchanging exchanging;
  final Replicating replicating;

  Joint(LiveState live, ControlSettings settings, Fleet fleet, RandomGenerator random) {
    this.fleet = fleet;
    longest = settings.limits().longest();
    var audiences = new Audiences();
    var ids = new ResourceIds(random, settings.chosenIds());
    stages = new Stages(live, settings.sessionEnd(), settings.quotas(), audiences, ids, random);
    publishing =
        new Publishing(stages.roster(), links, fleet, settings.quotas(), settings.limits());
    viewing = new Viewing(stages.roster(), links, fleet, publishing, audiences, settings.quotas());
    presence = new Presence(stages.roster(), links, fleet);
    exchanging = new Exchanging(stages.roster(), links);
    replicating = new Replicating(stages);
  }

  void event(Turn turn, Event event) {
    switch (event) {
      case Event.FirstPacket first -> publishing.firstPacket(turn, first);
      case Event.KeyframeComplete keyframe -> publishing.keyframeComplete(turn, keyframe);
      case Event.Exceeded exceeded -> publishing.exceeded(turn, exceeded);
      case Event.Spliced spliced -> viewing.spliced(turn, spliced);
      case Event.CodecMismatch mismatch -> viewing.codecMismatch(turn, mismatch);
      case Event.Gone gone -> {
        Link link = links.byTransport(gone.transport());
        if (link != null) {
          link.close(turn, Ending.GONE);
        }
      }
      case Event.Checked checked -> {}
      case Event.Connected connected -> fleet.connected(connected.transport());
      case Event.Done done -> {}
    }
  }

  void tick(Turn turn) {
    stages.tick(turn.now(), turn.out());
    publishing.tick(turn);
    if (longest != null) {
      for (Link link : links.openedUntil(turn.now().nanos() - longest.toNanos())) {
        link.close(turn, Ending.TOO_LONG);
      }
    }
  }

  /** When {@link #tick} has something to do, in the control thread's nanoseconds. */
  long deadline() {
    return Math.min(Math.min(stages.deadline(), publishing.deadline()), tooLong());
  }

  private long tooLong() {
    long oldest = links.oldest();
    return longest == null || oldest == Moment.NEVER ? Moment.NEVER : oldest + longest.toNanos();
  }

  /** Ends what can be watched no longer. */
  void settle(Turn turn) {
    for (Gone gone = turn.out().takeGone(); gone != null; gone = turn.out().takeGone()) {
      viewing.over(turn, gone.stage(), gone.participant());
      Replica replica = gone.replica();
      if (replica != null) {
        turn.ended(replica);
        continue;
      }
      LiveStage stage = stages.lookup(gone.stage());
      Member publisher = stage == null ? null : stage.member(gone.participant());
      if (publisher != null) {
        publishing.over(turn, publisher);
      }
    }
  }

  /** Has attendees told of every stage that the turn changed. */
  void present(Turn turn) {
    for (StageArn arn : turn.out().changed()) {
      LiveStage stage = stages.lookup(arn);
      if (stage != null) {
        presence.changed(turn, stage);
      }
    }
  }

  /** Ends every connection of a participant, and its replications, window or not. */
  void expel(Turn turn, Member member) {
    Links.close(turn, links.of(member), Ending.DISCONNECTED);
    stages
        .roster()
        .publishStopped(member, EndReason.PUBLISHER_DISCONNECTED, turn.now(), turn.out());
  }

  /** Ends every connection of a stage, then the stage. */
  void delete(Turn turn, LiveStage stage) {
    List<Link> open = new ArrayList<>();
    for (Member member : stage.members()) {
      open.addAll(links.of(member));
    }
    Links.close(turn, open, Ending.STAGE_DELETED);
    for (Member member : List.copyOf(stage.members())) {
      stages.roster().publishStopped(member, EndReason.SOURCE_DELETED, turn.now(), turn.out());
    }
    settle(turn);
    stages.delete(stage, turn.now(), turn.out());
    settle(turn);
  }

  /** Ends everything and forgets it. */
  void reset(Turn turn) {
    for (LiveStage stage : stages.all()) {
      delete(turn, stage);
    }
    turn.discard();
    stages.clear(turn.out());
  }

  boolean due(Moment now) {
    return deadline() <= now.nanos();
  }
}
