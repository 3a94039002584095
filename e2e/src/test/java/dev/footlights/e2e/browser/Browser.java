package dev.footlights.e2e.browser;

import java.net.URI;

/** A browser of its own, with an empty profile. One thread at a time. */
public interface Browser extends AutoCloseable {
  /**
   * Opens a page of the server's origin in which the acts of {@code stagehand.js} can be called.
   */
  Tab open(URI server);

  @Override
  void close();
}
