package dev.footlights.live.presence;

import dev.footlights.live.link.Ending;
import dev.footlights.live.link.Fleet;
import dev.footlights.live.link.Link;
import dev.footlights.live.link.Links;
import dev.footlights.live.link.Turn;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.Member;
import dev.footlights.stage.participant.Roster;
import dev.footlights.stage.replication.Replication;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.TokenClaims;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells a stage's attendees who is there: when they come, and after each change. */
public final class Presence {
  private final Roster roster;
  private final Links links;
  private final Fleet fleet;
  private final Map<StageArn, Set<AttendLink>> attendees = new LinkedHashMap<>();
  private final Map<StageArn, StageState> untold = new LinkedHashMap<>();

  public Presence(Roster roster, Links links, Fleet fleet) {
    this.roster = roster;
    this.links = links;
    this.fleet = fleet;
  }

  /** Lets somebody in whose token allows it. */
  public Link attend(Turn turn, LiveStage stage, TokenClaims claims, Attendee attendee) {
    roster.checkJoin(stage, claims.participant());
    Member member = roster.join(stage, claims, ClientFacts.NONE, turn.now(), turn.out());
    for (AttendLink rival : List.copyOf(attendees.getOrDefault(stage.arn(), Set.of()))) {
      if (rival.member() == member) {
        close(turn, rival, Ending.REPLACED);
      }
    }
    var link = new AttendLink(this, fleet.linkId(), member, attendee);
    links.add(link);
    attendees.computeIfAbsent(stage.arn(), arn -> new LinkedHashSet<>()).add(link);
    return link;
  }

  /** A publisher's mute shows in every stage that shows the publisher. */
  public void mute(Turn turn, Member member, boolean audio, boolean video) {
    member.mute(audio, video);
    turn.out().changed(member.stage().arn());
    for (Replication replication : member.replications()) {
      turn.out().changed(replication.shown().stage().arn());
    }
  }

  void close(Turn turn, AttendLink link, Ending ending) {
    StageArn stage = link.member().stage().arn();
    Set<AttendLink> others = attendees.get(stage);
    if (others == null || !others.remove(link)) {
      return;
    }
    if (others.isEmpty()) {
      attendees.remove(stage);
    }
    links.remove(link);
    roster.leave(link.member(), turn.now(), turn.out());
    turn.then(
        () -> {
          link.closed();
          switch (ending) {
            case REPLACED -> link.attendee().closed(Attendance.TOKEN_REUSED, "token-reused");
            case DISCONNECTED ->
                link.attendee().closed(Attendance.DISCONNECTED, "participant-disconnected");
            case STAGE_DELETED -> link.attendee().closed(Attendance.STAGE_DELETED, "stage-deleted");
            case FAILED_EXCHANGE ->
                link.attendee()
                    .closed(Attendance.EXCHANGE_FAILED, "failed-exchange" + link.because());
            case GONE, ASKED, OVER, FORBIDDEN -> {}
          }
        });
  }

  /** Has the stage's attendees told its present state, once the turn is durable. */
  public void changed(Turn turn, LiveStage stage) {
    Set<AttendLink> present = attendees.get(stage.arn());
    if (present == null) {
      return;
    }
    StageState state = state(stage);
    turn.then(() -> untold.put(stage.arn(), state));
  }

  /** Tells what is durable by now; of several states of a stage only the last. */
  public void tell() {
    for (var entry : List.copyOf(untold.entrySet())) {
      for (AttendLink link : List.copyOf(attendees.getOrDefault(entry.getKey(), Set.of()))) {
        if (link.open()) {
          link.attendee().state(entry.getValue());
        }
      }
    }
    untold.clear();
  }

  /** Everybody who is present, and every replica, by first join. */
  static StageState state(LiveStage stage) {
    List<StageState.Entry> entries = new ArrayList<>();
    for (Member member : stage.members()) {
      if (member.present() || member.replica() != null) {
        entries.add(
            new StageState.Entry(
                member.id().value(),
                member.row().userId(),
                member.row().attributes(),
                member.publishing(),
                member.audioMuted(),
                member.videoMuted()));
      }
    }
    return new StageState(stage.arn().id(), entries);
  }
}
