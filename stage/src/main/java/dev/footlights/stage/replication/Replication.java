package dev.footlights.stage.replication;

import dev.footlights.stage.Moment;
import dev.footlights.stage.participant.Member;

/** A replication that goes on: its row, and the roster entries it joins. */
public final class Replication {
  private final Member source;
  private final Member shown;
  private final Replica row;
  private long windowEnds = Moment.NEVER;

  Replication(Member source, Member shown, Replica row) {
    this.source = source;
    this.shown = shown;
    this.row = row;
  }

  /** The publisher, in the source stage. */
  public Member source() {
    return source;
  }

  /** Its entry in the destination stage. */
  public Member shown() {
    return shown;
  }

  public Replica row() {
    return row;
  }

  /** When the publisher's absence ends it, or {@link Moment#NEVER} while it publishes. */
  public long windowEnds() {
    return windowEnds;
  }

  void windowEnds(long at) {
    windowEnds = at;
  }
}
