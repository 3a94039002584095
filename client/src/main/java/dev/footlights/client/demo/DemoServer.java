package dev.footlights.client.demo;

import java.net.URI;
import java.util.function.Consumer;

/** The server of a demo: in the same process, in dev mode, with nothing on disk. */
public interface DemoServer extends AutoCloseable {

  /**
   * Starts it and returns where it answers, such as {@code http://127.0.0.1:4569}.
   *
   * @param calls told every control call after its answer, on any thread: must return at once
   */
  URI start(Consumer<ControlCall> calls);

  /** Ends it and everything it opened. May be called twice. */
  @Override
  void close();
}
