package dev.footlights.e2e.figures;

import dev.footlights.client.http.ClientException;
import dev.footlights.sign.Credentials;
import dev.footlights.sign.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Signed calls of one operation, one after another on each of some connections. */
final class Calls {
  private static final String REGION = "us-east-1";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Signer signer = new Signer(new Credentials("test", "test"), REGION, "ivs");
  private final URI base;
  private final int connections;

  Calls(URI base, int connections) {
    this.base = base;
    this.connections = connections;
  }

  /** One call; its answer's body. */
  String call(String operation, String body) {
    URI uri = base.resolve("/" + operation);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = Map.of("content-type", "application/json");
    Signer.Signed signed = signer.sign("POST", uri, headers, bytes, Instant.now());
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("content-type", "application/json")
            .header("x-amz-date", signed.amzDate())
            .header("authorization", signed.authorization())
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new ClientException(operation + " was answered " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new ClientException(operation + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }

  /** Calls for a while; how long each took, in milliseconds. */
  List<Double> during(Duration window, String operation, String body) {
    long end = System.nanoTime() + window.toNanos();
    List<Future<List<Double>>> all = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        all.add(threads.submit(() -> until(end, operation, body)));
      }
    }
    List<Double> millis = new ArrayList<>();
    for (Future<List<Double>> one : all) {
      try {
        millis.addAll(one.get());
      } catch (ExecutionException e) {
        throw new ClientException(operation + " failed: " + e.getCause(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ClientException("interrupted", e);
      }
    }
    return millis;
  }

  private List<Double> until(long end, String operation, String body) {
    List<Double> millis = new ArrayList<>();
    for (long began = System.nanoTime(); began < end; began = System.nanoTime()) {
      call(operation, body);
      millis.add((System.nanoTime() - began) / 1e6);
    }
    return millis;
  }
}
