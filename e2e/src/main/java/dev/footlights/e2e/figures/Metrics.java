package dev.footlights.e2e.figures;

import dev.footlights.client.http.ClientException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** One reading of a server's media counters, the sum of all its loops. */
final class Metrics {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String PREFIX = "footlights_media_";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final List<String> lines;

  private Metrics(List<String> lines) {
    this.lines = lines;
  }

  static Metrics of(URI base) {
    var request = HttpRequest.newBuilder(base.resolve("/metrics")).timeout(TIMEOUT).build();
    try {
      return new Metrics(CLIENT.send(request, BodyHandlers.ofString()).body().lines().toList());
    } catch (IOException e) {
      throw new ClientException(base + "/metrics: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }

  long total(String name) {
    String series = PREFIX + name + "_total{";
    List<String> found = lines.stream().filter(line -> line.startsWith(series)).toList();
    if (found.isEmpty()) {
      throw new ClientException("/metrics has no " + series.substring(0, series.length() - 1));
    }
    return found.stream()
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  long openTransports() {
    return total("transports_opened") - total("transports_closed");
  }
}
