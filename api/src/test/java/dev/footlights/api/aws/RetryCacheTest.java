package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.aws.RetryCache.Key;
import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import dev.footlights.stage.session.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryCacheTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger runs = new AtomicInteger();
  private final RetryCache cache = new RetryCache(now::get);

  private static Key key(String invocation, String body) {
    return key(invocation, "/StopParticipantReplication?", body);
  }

  private static Key key(String invocation, String target, String body) {
    return new Key(
        invocation,
        "test",
        new Scope("000000000000", "us-east-1"),
        OperationName.STOP_PARTICIPANT_REPLICATION,
        target,
        body);
  }

  private Answer ok() {
    runs.incrementAndGet();
    return Answer.ok(Empty.BODY);
  }

  private Answer error(ErrorType type) {
    runs.incrementAndGet();
    return Answer.of(new AwsException(type, "no"));
  }

  @Test
  void aRetryOfTheSameCallGetsTheSameAnswer() {
    Answer first = cache.once(key("a", "x"), this::ok);
    assertThat(cache.once(key("a", "x"), this::ok)).isSameAs(first);
    assertThat(runs).hasValue(1);
  }

  @Test
  void anotherBodyPathOrInvocationIsAnotherCall() {
    cache.once(key("a", "x"), this::ok);
    cache.once(key("a", "y"), this::ok);
    cache.once(key("b", "x"), this::ok);
    cache.once(key("a", "/tags/other?", "x"), this::ok);
    assertThat(runs).hasValue(4);
  }

  @Test
  void aRefusalIsRepeatedToo() {
    cache.once(key("a", "x"), () -> error(ErrorType.CONFLICT));
    assertThat(cache.once(key("a", "x"), this::ok).status()).isEqualTo(409);
  }

  @Test
  void whatSdksRetryIsRunAgain() {
    for (ErrorType type :
        List.of(ErrorType.INTERNAL_SERVER, ErrorType.SERVICE_UNAVAILABLE, ErrorType.THROTTLING)) {
      cache.once(key(type.name(), "x"), () -> error(type));
      assertThat(cache.once(key(type.name(), "x"), this::ok).status()).isEqualTo(200);
    }
  }

  @Test
  void anAnswerIsForgottenAfterAMinute() {
    cache.once(key("a", "x"), this::ok);
    now.addAndGet(RetryCache.KEPT_NANOS - 1);
    cache.once(key("a", "x"), this::ok);
    assertThat(runs).hasValue(1);
    now.addAndGet(1);
    cache.once(key("a", "x"), this::ok);
    assertThat(runs).hasValue(2);
  }

  @Test
  void theOldestIsForgottenWhenThereAreTooMany() {
    for (int i = 0; i <= RetryCache.MAX_CALLS; i++) {
      cache.once(key("call " + i, "x"), this::ok);
    }
    runs.set(0);
    cache.once(key("call " + RetryCache.MAX_CALLS, "x"), this::ok);
    assertThat(runs).hasValue(0);
    cache.once(key("call 0", "x"), this::ok);
    assertThat(runs).hasValue(1);
  }

  @Test
  void aRetryOfARunningCallWaitsForIt() throws Exception {
    var running = new CountDownLatch(1);
    var finish = new CountDownLatch(1);
    List<FutureTask<Answer>> attempts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      attempts.add(
          new FutureTask<>(
              () ->
                  cache.once(
                      key("a", "x"),
                      () -> {
                        running.countDown();
                        try {
                          finish.await();
                        } catch (InterruptedException e) {
                          throw new IllegalStateException(e);
                        }
                        return ok();
                      })));
    }
    Thread.startVirtualThread(attempts.getFirst());
    running.await();
    attempts.stream().skip(1).forEach(Thread::startVirtualThread);
    finish.countDown();
    for (FutureTask<Answer> attempt : attempts) {
      assertThat(attempt.get().status()).isEqualTo(200);
    }
    assertThat(runs).hasValue(1);
    assertThat(Duration.ofNanos(RetryCache.KEPT_NANOS)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void manyLongAnswersAreForgottenOldestFirst() {
    int length = RetryCache.MAX_BYTES / 4;
    for (String invocation : List.of("a", "b", "c", "d", "e")) {
      cache.once(
          key(invocation, "x"), () -> new Answer(200, new byte[length], null, "", List.of()));
    }
    cache.once(key("b", "x"), this::ok);
    assertThat(runs).hasValue(0);
    cache.once(key("a", "x"), this::ok);
    assertThat(runs).hasValue(1);
  }

  @Test
  void forgottenBytesAreRoomAgain() {
    int length = RetryCache.MAX_BYTES / 4;
    for (int minute = 0; minute < 9; minute++) {
      now.addAndGet(RetryCache.KEPT_NANOS);
      String invocation = "minute " + minute;
      for (int i = 0; i < 4; i++) {
        cache.once(
            key(invocation, "x" + i), () -> new Answer(200, new byte[length], null, "", List.of()));
      }
      cache.once(key(invocation, "x0"), this::ok);
      assertThat(runs).hasValue(0);
    }
  }
}
