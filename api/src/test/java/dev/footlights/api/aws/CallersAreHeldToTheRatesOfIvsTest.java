package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.Access;
import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import dev.footlights.api.audit.Audit;
import dev.footlights.api.auth.Keyring;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallersAreHeldToTheRatesOfIvsTest {
  private final TestServer server =
      new TestServer(true, new Access(Keyring.of(List.of()), Audit.NONE, true), List.of());

  CallersAreHeldToTheRatesOfIvsTest() {
    server.stopped = System.nanoTime();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer list() {
    return server.call("ListStages").send();
  }

  @Test
  void theSixthCallOfASecondIsThrottledAndALaterOneIsNot() {
    for (int i = 0; i < 5; i++) {
      assertThat(list().status()).isEqualTo(200);
    }
    Answer sixth = list();
    assertThat(sixth.status()).isEqualTo(400);
    assertThat(sixth.error()).isEqualTo("ThrottlingException");
    assertThat(sixth.message()).isEqualTo("Rate exceeded");
    assertThat(server.call("GetStage").body("{}").send().error()).isEqualTo("ValidationException");
    assertThat(server.call("ListStages").region("eu-west-1").send().status()).isEqualTo(200);
    server.nanosOffset.addAndGet(Duration.ofMillis(201).toNanos());
    assertThat(list().status()).isEqualTo(200);
    assertThat(list().error()).isEqualTo("ThrottlingException");
  }

  @Test
  void whoCannotSignUsesUpNobodysRate() {
    for (int i = 0; i < 9; i++) {
      assertThat(server.call("ListStages").as("id", "guessed").send().status()).isEqualTo(403);
    }
    assertThat(list().status()).isEqualTo(200);
  }

  private Answer create(String invocation) {
    return server.call("CreateStage").body("{}").header("amz-sdk-invocation-id", invocation).send();
  }

  @Test
  void aRetryOfACallThatWasCarriedOutIsNotCountedAndOneThatWasThrottledRunsAnew() {
    String first = create("one").text();
    for (int i = 0; i < 9; i++) {
      assertThat(create("one").text()).isEqualTo(first);
    }
    for (String other : List.of("two", "three", "four", "five")) {
      assertThat(create(other).status()).isEqualTo(200);
    }
    assertThat(create("six").error()).isEqualTo("ThrottlingException");
    assertThat(create("one").text()).isEqualTo(first);
    server.nanosOffset.addAndGet(Duration.ofMillis(201).toNanos());
    assertThat(create("six").status()).isEqualTo(200);
  }

  @Test
  void withoutTheOptionNobodyIsHeld() {
    try (var free = TestServer.dev()) {
      for (int i = 0; i < 60; i++) {
        assertThat(free.call("ListStages").send().status()).isEqualTo(200);
      }
    }
  }
}
