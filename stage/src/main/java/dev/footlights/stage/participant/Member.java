package dev.footlights.stage.participant;

import dev.footlights.stage.event.ErrorCode;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.replication.Replication;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.token.TokenClaims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A roster entry of an open session: somebody who joined, or a replica. */
public final class Member {
  private final LiveStage stage;
  private Participant row;
  private int connections;
  private boolean starting;
  private boolean audioMuted;
  private boolean videoMuted;
  private @Nullable TokenClaims token;
  private @Nullable Instant exchanged;
  private @Nullable Replication replica;
  private final List<Replication> replications = new ArrayList<>();

  public Member(LiveStage stage, Participant row) {
    this.stage = stage;
    this.row = row;
  }

  public LiveStage stage() {
    return stage;
  }

  public ParticipantId id() {
    return row.id();
  }

  public Participant row() {
    return row;
  }

  public void row(Participant changed) {
    row = changed;
  }

  /** The token that it came with, or that it exchanged that for. */
  public TokenClaims token() {
    if (token == null) {
      throw new IllegalStateException(id() + " never came with a token");
    }
    return token;
  }

  /**
   * Whether a token was valid for it before an exchange: once one took place, and for as long as
   * the participant is there, only the token it has and those issued later are taken.
   */
  public boolean exchangedAway(TokenClaims claims) {
    return present()
        && exchanged != null
        && !claims.issued().isAfter(exchanged)
        && !claims.equals(token);
  }

  /** Whether a token was made before one that it had by an exchange. */
  public boolean olderThanExchanged(TokenClaims claims) {
    return exchanged != null && claims.issued().isBefore(exchanged);
  }

  /** It comes with a token. */
  void came(TokenClaims with) {
    token = with;
    exchanged = null;
  }

  /** Its token is replaced. */
  void exchange(TokenClaims next) {
    Instant latest = exchanged == null ? token().issued() : exchanged;
    exchanged = next.issued().isAfter(latest) ? next.issued() : latest;
    token = next;
  }

  /** Whether a connection of its own is open. */
  public boolean present() {
    return connections > 0;
  }

  public boolean publishing() {
    return row.publishing();
  }

  /** Whether it stopped publishing, and a reconnect window waits for its return. */
  public boolean away() {
    return !row.publishing() && !replications.isEmpty();
  }

  /** Whether it takes one of the stage's places for publishers. */
  public boolean holdsPlace() {
    return row.publishing() || starting || replica != null;
  }

  /** An accepted offer has not brought media yet. */
  public void starting(boolean now) {
    starting = now;
  }

  /** The replication that this entry shows, or null. */
  public @Nullable Replication replica() {
    return replica;
  }

  public void replica(@Nullable Replication shown) {
    replica = shown;
  }

  /** Where else it is shown at present, in the order of the starts. */
  public List<Replication> replications() {
    return List.copyOf(replications);
  }

  public void add(Replication replication) {
    replications.add(replication);
  }

  public void remove(Replication replication) {
    replications.remove(replication);
  }

  public void mute(boolean audio, boolean video) {
    audioMuted = audio;
    videoMuted = video;
  }

  /** A replica is muted as its source is. */
  public boolean audioMuted() {
    return replica == null ? audioMuted : replica.source().audioMuted();
  }

  public boolean videoMuted() {
    return replica == null ? videoMuted : replica.source().videoMuted();
  }

  /** An entry of its log. */
  public ParticipantEvent event(EventName name, Instant at) {
    return ParticipantEvent.of(row, name, at);
  }

  /** An entry of its log about a replication of it. */
  public ParticipantEvent event(EventName name, Instant at, Replica about) {
    return event(name, at).about(about);
  }

  /** An entry of its log about somebody it watches. */
  public ParticipantEvent event(EventName name, Instant at, Member watched) {
    return event(name, at).watching(watched.id(), watched.isReplica());
  }

  /**
   * An entry of its log about what it could not do.
   *
   * @param remote whom it could not watch, or null
   */
  public ParticipantEvent failed(
      EventName name, Instant at, ErrorCode code, @Nullable ParticipantId remote) {
    ParticipantEvent failed = event(name, at).failing(code);
    if (remote == null) {
      return failed;
    }
    Member watched = stage.member(remote);
    return failed.watching(remote, watched != null && watched.isReplica());
  }

  private boolean isReplica() {
    return row.replicationType() == ReplicationType.REPLICA;
  }

  /** One more connection; true when it is the first. */
  boolean connect() {
    return connections++ == 0;
  }

  /** One connection less; true when it was the last. */
  boolean disconnect() {
    return --connections == 0;
  }
}
