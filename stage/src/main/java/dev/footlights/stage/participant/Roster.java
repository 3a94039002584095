package dev.footlights.stage.participant;

import dev.footlights.stage.Moment;
import dev.footlights.stage.Outcome;
import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.quota.Quotas;
import dev.footlights.stage.replication.EndReason;
import dev.footlights.stage.replication.Replications;
import dev.footlights.stage.repository.RowChange.PutParticipant;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.session.Sessions;
import dev.footlights.stage.token.ExchangedToken;
import dev.footlights.stage.token.TokenClaims;

/** Who is in a stage: joining with the first connection, leaving with the last; publishing. */
public final class Roster {
  private final Sessions sessions;
  private final Replications replications;

  public Roster(Sessions sessions, Replications replications) {
    this.sessions = sessions;
    this.replications = replications;
  }

  /** Refuses a join that {@link #join} would not survive, so that nothing has changed then. */
  public void checkJoin(LiveStage stage, ParticipantId id) {
    Member there = stage.member(id);
    if (there != null && there.replica() != null) {
      throw new StageException(
          Kind.CONFLICT, id + " is a replica in this stage: nobody can join with that id");
    }
  }

  /** Refuses a publisher for whom the stage has no place left. */
  public void checkPublish(LiveStage stage, ParticipantId id) {
    if (stage.publishers(id) >= Quotas.PUBLISHERS_PER_STAGE) {
      throw new StageException(
          Kind.QUOTA,
          "the stage has " + Quotas.PUBLISHERS_PER_STAGE + " publishers, replicas counted");
    }
  }

  /** One more connection of the token's bearer. The checks have passed. */
  public Member join(
      LiveStage stage, TokenClaims claims, ClientFacts facts, Moment now, Outcome out) {
    sessions.open(stage, now, out);
    Member member = stage.member(claims.participant());
    if (member == null) {
      member = new Member(stage, fresh(stage, claims, facts, now));
      stage.add(member);
    }
    if (member.connect()) {
      member.came(claims);
      member.row(again(member.row(), claims, facts));
      out.put(new PutParticipant(member.row()));
      out.event(member.event(EventName.JOINED, now.wall()));
      replications.follow(member, out);
    }
    out.changed(stage.arn());
    sessions.settle(stage);
    return member;
  }

  /** Another token takes the place of a present participant's. The checks have passed. */
  public void exchange(Member member, TokenClaims next, Moment now, Outcome out) {
    ExchangedToken previous = ExchangedToken.of(member.token());
    member.exchange(next);
    member.row(Rows.described(member.row(), next.userId(), next.attributes()));
    out.put(new PutParticipant(member.row()));
    out.event(
        member
            .event(EventName.TOKEN_EXCHANGED, now.wall())
            .exchanging(previous, ExchangedToken.of(next)));
    out.changed(member.stage().arn());
    replications.follow(member, out);
  }

  /** A connection is gone. */
  public void leave(Member member, Moment now, Outcome out) {
    LiveStage stage = member.stage();
    if (member.disconnect()) {
      member.mute(false, false);
      member.row(Rows.state(member.row(), ParticipantState.DISCONNECTED));
      out.put(new PutParticipant(member.row()));
      out.event(member.event(EventName.LEFT, now.wall()));
      stage.left(now.nanos());
    }
    out.changed(stage.arn());
    sessions.settle(stage);
  }

  /** Media arrives: the participant publishes, or does so again inside a reconnect window. */
  public void publishStarted(Member member, Moment now, Outcome out) {
    member.starting(false);
    if (member.publishing()) {
      return;
    }
    member.row(Rows.publishing(member.row(), true));
    out.put(new PutParticipant(member.row()));
    out.event(member.event(EventName.PUBLISH_STARTED, now.wall()));
    out.changed(member.stage().arn());
    replications.returned(member, now, out);
    sessions.settle(member.stage());
  }

  /**
   * The participant stopped publishing, or cannot return any more.
   *
   * @param reason PUBLISHER_LEFT lets reconnect windows run; any other ends every replication
   */
  public void publishStopped(Member member, EndReason reason, Moment now, Outcome out) {
    if (!member.publishing() && (!member.away() || reason == EndReason.PUBLISHER_LEFT)) {
      return;
    }
    if (member.publishing()) {
      member.row(Rows.publishing(member.row(), false));
      out.put(new PutParticipant(member.row()));
      out.event(member.event(EventName.PUBLISH_STOPPED, now.wall()));
      out.changed(member.stage().arn());
    }
    boolean shownElsewhere = member.away();
    replications.stoppedPublishing(member, reason, now, out);
    if (!shownElsewhere) {
      out.gone(member.stage().arn(), member.id(), null);
    }
    sessions.settle(member.stage());
  }

  private static Participant fresh(
      LiveStage stage, TokenClaims claims, ClientFacts facts, Moment now) {
    return new Participant(
        stage.arn(),
        stage.sessionId(),
        claims.participant(),
        claims.userId(),
        claims.attributes(),
        ParticipantState.CONNECTED,
        now.wall(),
        false,
        false,
        Protocol.UNKNOWN,
        RecordingState.DISABLED,
        facts,
        ReplicationType.NONE,
        null,
        null,
        null);
  }

  private static Participant again(Participant before, TokenClaims claims, ClientFacts facts) {
    boolean source = before.replicationType() == ReplicationType.SOURCE;
    return new Participant(
        before.stage(),
        before.session(),
        before.id(),
        claims.userId(),
        claims.attributes(),
        ParticipantState.CONNECTED,
        before.firstJoinTime(),
        before.published(),
        false,
        before.protocol(),
        before.recordingState(),
        facts.equals(ClientFacts.NONE) ? before.client() : facts,
        source ? ReplicationType.SOURCE : ReplicationType.NONE,
        source ? before.replicationState() : null,
        null,
        null);
  }
}
