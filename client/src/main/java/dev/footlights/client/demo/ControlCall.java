package dev.footlights.client.demo;

/**
 * A control call that the demo's server answered.
 *
 * @param operation such as {@code StopParticipantReplication}
 * @param body the request's, JSON
 * @param status of the answer
 * @param beganNanos by {@link System#nanoTime}, when the request was there
 * @param endedNanos when the answer left
 */
public record ControlCall(
    String operation, String body, int status, long beganNanos, long endedNanos) {
  private static final double NANOS_PER_MILLI = 1e6;

  /** How long it took. */
  double millis() {
    return (endedNanos - beganNanos) / NANOS_PER_MILLI;
  }

  boolean isAbout(String sourceArn, String destinationArn, String participantId) {
    return status / 100 == 2
        && body.contains(participantId)
        && (body.contains(sourceArn) || body.contains(destinationArn));
  }
}
