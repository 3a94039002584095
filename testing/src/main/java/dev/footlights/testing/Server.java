package dev.footlights.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.ivsrealtime.IvsRealTimeClient;

/** A server that runs, until JUnit's store is closed or this JVM ends. */
final class Server implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  private static final String HTTP = "http:";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Launch launch;
  private final Child child;
  private final URI endpoint;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable IvsRealTimeClient client;
  private volatile long mark;

  private Server(Launch launch, Child child, URI endpoint) {
    this.launch = launch;
    this.child = child;
    this.endpoint = endpoint;
    mark = child.said();
  }

  /**
   * Returns when it accepts.
   *
   * @throws IllegalStateException when it could not be started; the message says why
   */
  static Server start(Launch launch) {
    Map<String, String> environment = Map.of("JAVA_HOME", launch.java().toString());
    var child = new Child("Footlights", environment, launch.serve(), line -> true);
    try {
      child.awaitLine("it was ready", launch.startTimeout(), line -> line.equals("Ready."));
      String at = child.awaitLine("it said where", PATIENCE, line -> line.startsWith(HTTP));
      return new Server(launch, child, URI.create(at.substring(HTTP.length()).strip()));
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
  }

  URI endpoint() {
    return endpoint;
  }

  long pid() {
    return child.pid();
  }

  synchronized IvsRealTimeClient client() {
    if (client == null) {
      client = Sdk.client(endpoint);
    }
    return client;
  }

  /**
   * Starts another process of the program, which speaks to this server in a stage's region as its
   * account.
   */
  Child program(String name, StageName stage, List<String> arguments, Predicate<String> listener) {
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", launch.java().toString(),
            "AWS_ENDPOINT_URL_IVS_REALTIME", endpoint.toString(),
            "AWS_ACCESS_KEY_ID", stage.account(),
            "AWS_SECRET_ACCESS_KEY", "test",
            "AWS_REGION", stage.region());
    return new Child(name, environment, launch.command(arguments), listener);
  }

  /**
   * Posts to one of dev mode's endpoints.
   *
   * @throws IllegalArgumentException with the server's words when it refused
   */
  void dev(String what, String body) {
    var request =
        HttpRequest.newBuilder(endpoint.resolve("/_footlights/" + what))
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalArgumentException(what + ": " + answer.body());
      }
    } catch (IOException e) {
      throw new IllegalStateException("the server does not answer: " + child.output(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** From here on its words belong to another test. */
  void mark() {
    mark = child.said();
  }

  /** Prints what it said during a test that failed. */
  void tellSinceMark(String test) {
    List<String> fresh = child.since(mark);
    if (!fresh.isEmpty()) {
      System.err.println("Footlights said during " + test + ":\n" + String.join("\n", fresh));
    }
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
    child.close();
  }
}
