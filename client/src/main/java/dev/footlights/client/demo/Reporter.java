package dev.footlights.client.demo;

import dev.footlights.client.net.Pause;
import dev.footlights.client.peer.TrackStats;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Prints what happened when a card left a stage, or came back: told by the packets themselves. */
final class Reporter implements Scene.Curtain, AutoCloseable {
  private static final double NANOS_PER_MILLI = 1e6;

  /** Calls that are remembered until their effect shows. */
  private static final int MAX_CALLS = 64;

  /** The events tell of a change within 100 ms, before or after the call's answer. */
  private static final Duration SETTLE = Duration.ofMillis(300);

  /** How long the source is watched afterwards. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);

  private final PrintStream out;
  private final ExecutorService work =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
  private final Deque<ControlCall> calls = new ArrayDeque<>();
  private volatile @Nullable Scene scene;

  Reporter(PrintStream out) {
    this.out = out;
  }

  /** Reports from now on. */
  void begin(Scene scene) {
    this.scene = scene;
  }

  /** The server answered a control call. */
  void call(ControlCall call) {
    synchronized (calls) {
      calls.addLast(call);
      if (calls.size() > MAX_CALLS) {
        calls.removeFirst();
      }
    }
  }

  @Override
  public void moved(Act source, Act destination, boolean visible) {
    Scene now = scene;
    if (now == null) {
      return;
    }
    long at = System.nanoTime();
    try {
      work.execute(
          () -> {
            if (visible) {
              appeared(now, source, destination, at);
            } else {
              vanished(now, source, destination, at);
            }
          });
    } catch (RejectedExecutionException e) {
      // The demo ends.
    }
  }

  private void vanished(Scene scene, Act source, Act destination, long at) {
    Pause.of(SETTLE);
    Optional<ControlCall> call = call(source, destination);
    long last = scene.witness(destination, source).count().all().lastPacketNanos();
    say("%s is gone from stage %s.", card(source), destination.colour());
    long reference = at;
    if (call.isPresent()) {
      ControlCall made = call.get();
      reference = made.endedNanos();
      tell("%s was answered %d after %.1f ms.", made.operation(), made.status(), made.millis());
    }
    String moment = call.isPresent() ? "the answer" : "the stage's event";
    if (last == TrackStats.NEVER) {
      tell("No packet of it had reached a viewer of %s.", destination.colour());
    } else {
      tell(
          "The last packet reached a viewer of %s %.1f ms %s %s.",
          destination.colour(),
          Math.abs(reference - last) / NANOS_PER_MILLI,
          last <= reference ? "before" : "after",
          moment);
    }
    Witness own = scene.witness(source, source);
    Witness.Count before = own.count();
    Pause.of(AFTERWARDS);
    long frames = own.count().minus(before).video().decodable();
    if (frames > 0) {
      tell("It goes on in its own stage: %d frames there in the last second.", frames);
      tell("StartParticipantReplication with the same three values brings it back.");
    } else {
      tell("It is not seen in its own stage either.");
    }
    out.println();
  }

  private void appeared(Scene scene, Act source, Act destination, long at) {
    Witness witness = scene.witness(destination, source);
    // Until the new viewer is there the former one answers.
    long first = witness.firstDecodable();
    for (int i = 0; i < 50 && first < at; i++) {
      Pause.of(Duration.ofMillis(100));
      first = witness.firstDecodable();
    }
    say("%s is seen in stage %s.", card(source), destination.colour());
    Optional<ControlCall> call = call(source, destination);
    if (first < at) {
      tell("No frame has reached a viewer there.");
    } else if (call.isPresent()) {
      ControlCall made = call.get();
      tell(
          "%s was answered %d after %.1f ms; a new viewer had a frame %.0f ms after the call began.",
          made.operation(),
          made.status(),
          made.millis(),
          (first - made.beganNanos()) / NANOS_PER_MILLI);
    } else {
      tell("A new viewer has frames.");
    }
    out.println();
  }

  /** The latest call about a replication that changed something. */
  private Optional<ControlCall> call(Act source, Act destination) {
    synchronized (calls) {
      var latest = calls.descendingIterator();
      while (latest.hasNext()) {
        ControlCall call = latest.next();
        boolean changes =
            !call.operation().startsWith("Get") && !call.operation().startsWith("List");
        if (changes && call.isAbout(source.arn(), destination.arn(), source.hostId())) {
          return Optional.of(call);
        }
      }
      return Optional.empty();
    }
  }

  private static String card(Act act) {
    return "The " + act.colour() + " card";
  }

  private void say(String text, Object... values) {
    out.print(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "  ");
    out.println(text.formatted(values));
  }

  private void tell(String text, Object... values) {
    out.println("          " + text.formatted(values));
  }

  @Override
  public void close() {
    scene = null;
    work.shutdownNow();
  }
}
