package dev.footlights.live.link;

import dev.footlights.stage.participant.Member;

/** An open connection of a participant: publishing, watching somebody, or the stage's events. */
public interface Link {

  /** What a connection is for, in the order in which a participant's connections are ended. */
  enum Purpose {
    WATCH,
    PUBLISH,
    ATTEND
  }

  Purpose purpose();

  /** Unguessable, of the session URL. */
  String id();

  Member member();

  /** Ends it, unless it has ended. */
  void close(Turn turn, Ending ending);
}
