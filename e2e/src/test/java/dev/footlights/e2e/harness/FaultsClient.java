package dev.footlights.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Dev mode's faults. */
public final class FaultsClient implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  public FaultsClient(Footlights server) {
    endpoint = server.base().resolve("/_footlights/faults");
  }

  /** The next call of the operation meets the error. */
  public void arm(String operation, String error) {
    String body = "{\"operation\": \"%s\", \"error\": \"%s\", \"times\": 1}";
    var request =
        HttpRequest.newBuilder(endpoint)
            .POST(HttpRequest.BodyPublishers.ofString(body.formatted(operation, error)))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(operation + ", " + error + ": " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
