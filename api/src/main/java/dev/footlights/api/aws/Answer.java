package dev.footlights.api.aws;

import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import org.jspecify.annotations.Nullable;

/**
 * What a call is answered with, short of the headers that differ from answer to answer.
 *
 * @param error null for a 200
 */
record Answer(int status, byte[] body, @Nullable ErrorType error, String message) {
  private record ErrorBody(String message, String exceptionMessage) {}

  static Answer ok(Record body) {
    return new Answer(200, Json.write(body), null, "");
  }

  static Answer of(AwsException e) {
    byte[] body = Json.write(new ErrorBody(e.text(), e.text()));
    return new Answer(e.type().status(), body, e.type(), e.text());
  }

  /** Whether a retry of the same call is told the same. */
  boolean lasts() {
    return error == null || !error.retried();
  }
}
