package dev.footlights.api.http;

import dev.footlights.stage.StageException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the control thread's word, on the request's virtual thread. */
public final class Await {
  /** Far more than any effect may take: reached only when something hangs. */
  private static final long PATIENCE_SECONDS = 30;

  private Await() {}

  /** The word, or the {@link StageException} it was refused with. */
  public static <T> T on(CompletableFuture<T> answer) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StageException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer in " + PATIENCE_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageException(StageException.Kind.UNAVAILABLE, "the server is stopping");
    }
  }
}
