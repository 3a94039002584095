package dev.footlights.live.presence;

/** The other end of an events connection. Called by the control thread: must return at once. */
public interface Attendee {

  /** Who is there now; the first call follows the attendance at once. */
  void state(StageState state);

  /** The attendance is over, and not by its own {@link Attendance#close}. */
  void closed(int code, String reason);
}
