package dev.footlights.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BodiesTest {
  private static final int MAX = 600;

  /** None of the tests' bodies but empty ones is shorter. */
  private static final int USUAL = 10;

  private static final String HEAD = "POST / HTTP/1.1\r\nHost: x\r\n";

  private final Room usual = new Room(1_000, 1_000);
  private final Room large = new Room(1_000, 1_000);
  private final Bodies bodies =
      new Bodies(
          USUAL,
          usual,
          large,
          Duration.ofSeconds(3),
          new NoRoom("tests", new SimpleMeterRegistry(), System::nanoTime));
  private final Javalin server =
      Javalin.create(
              c -> {
                c.concurrency.useVirtualThreads = true;
                c.routes.post("/", this::post);
              })
          .start("127.0.0.1", 0);

  private void post(Context http) {
    switch (bodies.read(http, MAX)) {
      case Unread unread -> http.result(unread.name() + ".");
      case Body body -> {
        try (body) {
          http.result("read " + body.bytes().length + ".");
        }
      }
    }
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Wire wire() throws IOException {
    return new Wire(server.port());
  }

  private String answer(String request) throws IOException {
    try (Wire wire = wire()) {
      return wire.send(request).answer("\0").lines().toList().getLast();
    }
  }

  private static String whole(int length) {
    return HEAD
        + "Connection: close\r\nContent-Length: "
        + length
        + "\r\n\r\n"
        + "x".repeat(length);
  }

  private static String chunked(int length) {
    return HEAD
        + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        + Integer.toHexString(length)
        + "\r\n"
        + "x".repeat(length)
        + "\r\n0\r\n\r\n";
  }

  @Test
  void aBodyOfTheMostAllowedIsReadAndOneByteMoreIsNot() throws IOException {
    assertThat(answer(whole(MAX))).isEqualTo("read 600.");
    assertThat(answer(chunked(MAX))).isEqualTo("read 600.");
    assertThat(answer(whole(MAX + 1))).isEqualTo("TOO_LONG.");
    assertThat(answer(chunked(MAX + 1))).isEqualTo("TOO_LONG.");
    assertThat(answer(HEAD + "Connection: close\r\n\r\n")).isEqualTo("read 0.");
  }

  /** One whose room is seen to be taken. */
  private void begun(Wire wire, String head, int taken) throws IOException {
    long before = large.taken();
    wire.send(head);
    while (large.taken() < before + taken) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatIsDeclaredTakesNoRoomBeforeItComes() throws IOException {
    try (Wire one = wire();
        Wire two = wire();
        Wire three = wire()) {
      for (Wire wire : new Wire[] {one, two, three}) {
        wire.send(HEAD + "Expect: 100-continue\r\nContent-Length: 500\r\n\r\n");
        // Only a body that is being read is asked for.
        assertThat(wire.answer("\r\n\r\n")).startsWith("HTTP/1.1 100");
      }
      assertThat(large.taken()).isZero();
      assertThat(answer(whole(MAX))).isEqualTo("read 600.");
    }
  }

  @Test
  @Timeout(90)
  void whatHasComeTakesRoomAndGivesItBack() throws IOException {
    try (Wire slow = wire()) {
      begun(slow, HEAD + "Content-Length: 500\r\n\r\nx", 500);
      assertThat(answer(whole(501))).isEqualTo("NO_ROOM.");
      assertThat(answer(chunked(501))).isEqualTo("NO_ROOM.");
      assertThat(answer(whole(500))).isEqualTo("read 500.");
      slow.send("x".repeat(499));
      assertThat(slow.answer("500.")).endsWith("read 500.");
    }
    for (int i = 0; i < 10; i++) {
      assertThat(answer(whole(MAX))).isEqualTo("read 600.");
      assertThat(answer(chunked(MAX + 1))).isEqualTo("TOO_LONG.");
      assertThat(answer(chunked(MAX).replace("\r\n\r\n258", "\r\n\r\nzz"))).isEqualTo("BROKEN.");
    }
    while (usual.taken() + large.taken() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  @Timeout(90)
  void longBodiesTakeNoRoomOfTheUsualOnes() throws IOException {
    try (Wire slow = wire();
        Wire other = wire()) {
      begun(slow, HEAD + "Content-Length: 500\r\n\r\nx", 500);
      begun(other, HEAD + "Content-Length: 500\r\n\r\nx", 500);
      assertThat(answer(whole(USUAL + 1))).isEqualTo("NO_ROOM.");
      assertThat(answer(whole(USUAL))).isEqualTo("read 10.");
    }
  }

  @Test
  void aBodyThatStopsIsGivenUpAndSoIsOneThatTrickles() throws IOException {
    long began = System.nanoTime();
    try (Wire silent = wire();
        Wire trickling = wire()) {
      silent.send(HEAD + "Content-Length: 10\r\n\r\nx");
      trickling.send(HEAD + "Content-Length: 500\r\n\r\n");
      Thread drops =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (!Thread.interrupted()) {
                        trickling.send("x");
                        LockSupport.parkNanos(200_000_000);
                      }
                    } catch (IOException e) {
                      // The server has closed.
                    }
                  });
      assertThat(silent.answer("BROKEN.")).endsWith("BROKEN.");
      assertThat(trickling.answer("BROKEN.")).endsWith("BROKEN.");
      drops.interrupt();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
    assertThat(answer(whole(MAX))).isEqualTo("read 600.");
  }
}
