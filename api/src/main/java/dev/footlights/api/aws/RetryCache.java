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

  /** Most calls remembered; the oldest goes first. */
  static final int MAX_CALLS = 2048;

  /** Most bytes of answers; the oldest goes first. A usual answer has a few kilobytes. */
  static final int MAX_BYTES = 32 << 20;

  /** What makes two requests the same call. */
  record Key(
      String invocationId,
      String accessKeyId,
      Scope scope,
      OperationName name,
      String target,
      String bodyHash) {}

  private record Call(long startedAt, CompletableFuture<Answer> answer) {
    int bytes() {
      return answer.isDone() ? answer.join().body().length : 0;
    }
  }

  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Call> calls = new LinkedHashMap<>();
  private long bytes;

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
      bytes = 0;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Call enter(Key key, Call mine) {
    lock.lock();
    try {
      shrink(mine.startedAt(), MAX_CALLS - 1);
      return calls.putIfAbsent(key, mine);
    } finally {
      lock.unlock();
    }
  }

  private void shrink(long now, int most) {
    Iterator<Call> oldest = calls.values().iterator();
    while (oldest.hasNext()) {
      Call call = oldest.next();
      if (calls.size() <= most && bytes <= MAX_BYTES && now - call.startedAt() < KEPT_NANOS) {
        break;
      }
      oldest.remove();
      bytes -= call.bytes();
    }
  }

  private Answer run(Key key, Call mine, Supplier<Answer> run) {
    Answer answer = Answer.of(AwsApi.bug());
    try {
      answer = run.get();
      return answer;
    } finally {
      end(key, mine, answer);
    }
  }

  private void end(Key key, Call mine, Answer answer) {
    lock.lock();
    try {
      if (!answer.lasts()) {
        calls.remove(key, mine);
      }
      mine.answer().complete(answer);
      // The call may have been forgotten while it ran.
      if (mine.equals(calls.get(key))) {
        bytes += mine.bytes();
        shrink(nanos.getAsLong(), MAX_CALLS);
      }
    } finally {
      lock.unlock();
    }
  }
}
