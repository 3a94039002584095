package dev.footlights.api.aws;

/** Hears of every call that named an operation, when its answer is ready. Must return at once. */
public interface CallObserver {
  /** Hears nothing. */
  CallObserver NONE = (operation, body, status, beganNanos, endedNanos) -> {};

  /**
   * @param operation such as {@code StopParticipantReplication}
   * @param body the request's; empty when the call was refused before it was read
   * @param status of the answer
   * @param beganNanos when the request was there, on the server's monotonic clock
   * @param endedNanos when the answer was ready
   */
  void answered(String operation, String body, int status, long beganNanos, long endedNanos);
}
