package dev.footlights.stage.session;

import dev.footlights.stage.Moment;
import dev.footlights.stage.participant.Member;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.replication.Replica;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stage with the session that is open, everybody who was in it, and what they were shown in. */
public final class LiveStage {

  /** Which replication of a source stage. */
  public record Shown(StageArn destination, ParticipantId participant) {}

  private Stage row;
  private @Nullable Session session;
  private final Map<ParticipantId, Member> members = new LinkedHashMap<>();
  private final Map<Shown, Replica> ended = new LinkedHashMap<>();
  private long lastLeft = Moment.NEVER;

  public LiveStage(Stage row) {
    this.row = row;
  }

  public StageArn arn() {
    return row.arn();
  }

  public Stage row() {
    return row;
  }

  /** Takes another row of the same stage and session. */
  public void replace(Stage changed) {
    row = changed;
  }

  /** The open session, or null. */
  public @Nullable Session session() {
    return session;
  }

  /** The open session's id. */
  public SessionId sessionId() {
    if (session == null) {
      throw new IllegalStateException("no session is open in " + arn());
    }
    return session.id();
  }

  /** Everybody of the open session, those who left included, by first join. */
  public Collection<Member> members() {
    return members.values();
  }

  /** A participant of the open session, present or not; null when nobody of that id joined. */
  public @Nullable Member member(ParticipantId id) {
    return members.get(id);
  }

  public void add(Member member) {
    members.put(member.id(), member);
  }

  /** The last replication of a participant to a destination that ended in this session. */
  public @Nullable Replica ended(Shown shown) {
    return ended.get(shown);
  }

  /** Remembers an ended replication; gives the one it takes the place of. */
  public @Nullable Replica remember(Replica replica) {
    return ended.put(new Shown(replica.destinationStage(), replica.participant()), replica);
  }

  /** Forgets an ended replication, for it is started anew. */
  public @Nullable Replica forget(Shown shown) {
    return ended.remove(shown);
  }

  Collection<Replica> ended() {
    return ended.values();
  }

  /** How many hold one of the stage's places for publishers, {@code except} one id. */
  public int publishers(ParticipantId except) {
    int count = 0;
    for (Member member : members.values()) {
      if (member.holdsPlace() && !member.id().equals(except)) {
        count++;
      }
    }
    return count;
  }

  /** Somebody left just now. */
  public void left(long now) {
    lastLeft = now;
  }

  long lastLeft() {
    return lastLeft;
  }

  boolean occupied() {
    for (Member member : members.values()) {
      if (member.present() || member.away() || member.replica() != null) {
        return true;
      }
    }
    return false;
  }

  void open(Session opened, Stage stage) {
    session = opened;
    row = stage;
  }

  void close(Stage stage) {
    session = null;
    row = stage;
    members.clear();
    ended.clear();
    lastLeft = Moment.NEVER;
  }
}
