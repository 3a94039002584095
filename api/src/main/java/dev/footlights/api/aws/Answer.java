package dev.footlights.api.aws;

import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call is answered with, short of the headers that differ from answer to answer.
 *
 * @param error null for a 200
 * @param resources ARNs that policies were asked for
 */
record Answer(
    int status, byte[] body, @Nullable ErrorType error, String message, List<String> resources) {
  private record ErrorBody(String message, String exceptionMessage) {}

  static Answer ok(Record body) {
    return new Answer(200, Json.write(body), null, "", List.of());
  }

  static Answer of(AwsException e) {
    String text = WellFormed.text(e.text());
    byte[] body = Json.write(new ErrorBody(text, text));
    return new Answer(e.type().status(), body, e.type(), text, List.of());
  }

  Answer touching(List<String> arns) {
    return new Answer(status, body, error, message, List.copyOf(arns));
  }

  /** Whether a retry of the same call is told the same. */
  boolean lasts() {
    return error == null || !error.retried();
  }
}
