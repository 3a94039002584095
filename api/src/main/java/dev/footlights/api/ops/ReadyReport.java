package dev.footlights.api.ops;

import java.util.ArrayList;
import java.util.List;

/**
 * What was done before the server said that it is ready, in the form in which LocalStack tells of
 * its scripts. Any thread may call.
 */
public final class ReadyReport {
  private static final String STAGE = "READY";

  /** LocalStack's words. */
  public enum State {
    RUNNING,
    SUCCESSFUL,
    ERROR
  }

  /** One script. */
  record Script(String stage, String name, State state) {}

  /** The body of the answer. */
  record View(boolean completed, List<Script> scripts) {}

  private final List<Script> scripts = new ArrayList<>();
  private boolean completed;

  /** Tells of a script, or how one that runs has ended. */
  public synchronized void script(String name, State state) {
    scripts.removeIf(script -> script.name().equals(name));
    scripts.add(new Script(STAGE, name, state));
  }

  /** All is done. */
  public synchronized void complete() {
    completed = true;
  }

  synchronized View view() {
    return new View(completed, List.copyOf(scripts));
  }

  @Override
  public synchronized String toString() {
    return scripts.stream().map(s -> s.name() + " " + s.state()).toList().toString();
  }
}
