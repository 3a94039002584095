package dev.footlights.client.net;

import dev.footlights.client.http.ClientException;
import java.time.Duration;

/** Waiting on a thread that may be interrupted. */
public final class Pause {
  private Pause() {}

  public static void of(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }
}
