package dev.footlights.api.aws;

import dev.footlights.stage.session.Scope;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a SDK's retry the answer that was lost: a retried Stop is then no 404, a retried Start no
 * conflict. A call still running is waited for. Any thread may call.
 */
final class RetryCache {
  /** Longer than any SDK goes on with one call. */
  static final long KEPT_NANOS = Duration.ofSeconds(60).toNanos();

  /** Most calls remembered; the oldest goes first. An answer is a few kilobytes. */
  static final int MAX_CALLS = 2048;

  /** What makes two requests the same call. */
  record Key(
      String invocationId,
      String accessKeyId,
      Scope scope,
      OperationName name,
      String target,
      String bodyHash) {}

  private record Call(long startedAt, CompletableFuture<Answer> answer) {}

  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Call> calls = new LinkedHashMap<>();

  RetryCache(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The answer of a same call before, or of this one. */
  Answer once(Key key, Supplier<Answer> run) {
    while (true) {
      var mine = new Call(nanos.getAsLong(), new CompletableFuture<>());
      Call first = enter(key, mine);
      if (first == null) {
        return run(key, mine, run);
      }
      Answer answer = first.answer().join();
      if (answer.lasts()) {
        return answer;
      }
    }
  }

  void clear() {
    lock.lock();
    try {
      calls.clear();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Call enter(Key key, Call mine) {
    lock.lock();
    try {
      Iterator<Call> oldest = calls.values().iterator();
      while (oldest.hasNext()) {
        Call call = oldest.next();
        if (calls.size() < MAX_CALLS && mine.startedAt() - call.startedAt() < KEPT_NANOS) {
          break;
        }
        oldest.remove();
      }
      return calls.putIfAbsent(key, mine);
    } finally {
      lock.unlock();
    }
  }

  private Answer run(Key key, Call mine, Supplier<Answer> run) {
    Answer answer = null;
    try {
      answer = run.get();
      return answer;
    } finally {
      if (answer == null || !answer.lasts()) {
        forget(key, mine);
      }
      mine.answer().complete(answer == null ? Answer.of(AwsApi.bug()) : answer);
    }
  }

  private void forget(Key key, Call mine) {
    lock.lock();
    try {
      calls.remove(key, mine);
    } finally {
      lock.unlock();
    }
  }
}
