package dev.footlights.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.listen.FrontDoor;
import dev.footlights.api.tls.ServerTls;
import dev.footlights.api.tls.TestCertificate;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests share a connection: what one does must not be another's trouble. */
class BodiesOverHttp2Test {
  private static final int MAX = 600;
  private static final TestCertificate CERTIFICATE = TestCertificate.ec();

  @TempDir private Path folder;
  private final Room room = new Room(10_000, 10_000);
  private final Bodies bodies =
      new Bodies(
          Bodies.USUAL,
          room,
          room,
          Duration.ofSeconds(1),
          new NoRoom("tests", new SimpleMeterRegistry(), System::nanoTime));
  private Javalin server;
  private FrontDoor door;
  private HttpClient client;

  @BeforeEach
  void start() {
    door = new FrontDoor("127.0.0.1", 0, new ServerTls(CERTIFICATE.write(folder)));
    server =
        Javalin.create(
                c -> {
                  c.concurrency.useVirtualThreads = true;
                  c.jetty.addConnector(door::connector);
                  c.routes.post("/", this::post);
                })
            .start();
    client = HttpClient.newBuilder().sslContext(CERTIFICATE.trusting()).build();
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.stop();
    door.close();
  }

  private void post(Context http) {
    String on = " on " + http.req().getRemotePort();
    switch (bodies.read(http, MAX)) {
      case Unread unread -> http.result(unread.name() + on);
      case Body body -> {
        try (body) {
          http.result("read " + body.bytes().length + on);
        }
      }
    }
  }

  private CompletableFuture<String> post(BodyPublisher body) {
    return client
        .sendAsync(
            HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/"))
                .POST(body)
                .build(),
            BodyHandlers.ofString())
        .thenApply(HttpResponse::body)
        .orTimeout(60, TimeUnit.SECONDS);
  }

  private CompletableFuture<String> sent(int length) {
    return post(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[length])));
  }

  private String whole(int length) {
    return sent(length).join();
  }

  /** The answer, or that the reset which follows it came first. */
  private static String given(CompletableFuture<String> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      assertThat(e).hasMessageContaining("RST_STREAM");
      return "reset";
    }
  }

  @Test
  void aBodyOfTheMostAllowedIsReadAndOneByteMoreIsNot() {
    String first = whole(MAX);
    String on = first.substring(first.indexOf(" on "));
    assertThat(first).isEqualTo("read 600" + on);
    assertThat(given(sent(MAX + 1))).isIn("TOO_LONG" + on, "reset");
    assertThat(whole(0)).isEqualTo("read 0" + on);
    for (int i = 0; i < 50; i++) {
      assertThat(whole(MAX)).as("all room is given back").isEqualTo("read 600" + on);
    }
  }

  @Test
  void aBodyThatStopsAndOneThatTricklesAreGivenUpAndTheConnectionStays() {
    String on = whole(1).substring("read 1".length());
    try (var silent = new SubmissionPublisher<ByteBuffer>();
        var trickling = new SubmissionPublisher<ByteBuffer>()) {
      CompletableFuture<String> first = post(BodyPublishers.fromPublisher(silent));
      CompletableFuture<String> second = post(BodyPublishers.fromPublisher(trickling));
      silent.submit(ByteBuffer.wrap(new byte[1]));
      var drops =
          CompletableFuture.runAsync(
              () -> {
                var every = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);
                while (!second.isDone()) {
                  trickling.submit(ByteBuffer.wrap(new byte[1]));
                  CompletableFuture.runAsync(() -> {}, every).join();
                }
              });
      assertThat(given(first)).isIn("BROKEN" + on, "reset");
      assertThat(given(second)).isIn("BROKEN" + on, "reset");
      drops.join();
    }
    assertThat(whole(MAX)).isEqualTo("read 600" + on);
  }
}
