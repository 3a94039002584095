package dev.footlights.client.demo;

import dev.footlights.client.http.ClientException;
import dev.footlights.client.media.TestCard;
import dev.footlights.client.net.Pause;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The demo's story by itself: counts what viewers of one stage get of the other stage's card
 * before, during and after a Stop, and what all others get meanwhile.
 */
public final class DemoOnce {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration AFTER = Duration.ofSeconds(3);

  /** For packets that were on their way when the answer left. */
  private static final Duration IN_FLIGHT = Duration.ofMillis(100);

  /** A busy machine may hold back a few frames at the edges of an interval. */
  private static final double ENOUGH = 0.8;

  private static final double NANOS_PER_SECOND = 1e9;

  /** What one viewer got in an interval. */
  private record Row(String what, double seconds, Witness.Count count) {
    double expectedFrames() {
      return seconds * TestCard.FRAMES_PER_SECOND;
    }

    boolean isFluent() {
      return count.video().decodable() >= ENOUGH * expectedFrames();
    }
  }

  private final DemoServer server;
  private final String region;
  private final PrintStream out;
  private volatile String step = "the server starts";

  public DemoOnce(DemoServer server, String region, PrintStream out) {
    this.server = server;
    this.region = region;
    this.out = out;
  }

  /**
   * Plays it; never takes longer than a minute and a half.
   *
   * @return 0 when everything was as it should be, else 1
   */
  public int run() {
    var story = new FutureTask<>(this::play);
    Thread.ofPlatform().daemon().name("demo-once").start(story);
    try {
      return story.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      out.println("FAILED: not finished after " + LIMIT.toSeconds() + " s, while " + step);
    } catch (ExecutionException e) {
      Throwable why = e.getCause() instanceof ClientException told ? told : e;
      out.println("FAILED while " + step + ": " + why.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      out.println("FAILED: interrupted while " + step);
    }
    server.close();
    return 1;
  }

  private int play() {
    try (server) {
      var base = server.start(_ -> {});
      step = "both cards are published";
      try (Scene scene = Scene.open(Demo.caller(base, region), (_, _, _) -> {})) {
        Act red = scene.act(TestCard.RED);
        Act blue = scene.act(TestCard.BLUE);
        step = "the cards are replicated into each other's stages";
        scene.replicate(red, blue);
        scene.replicate(blue, red);
        step = "all four pictures arrive";
        for (Act stage : List.of(red, blue)) {
          scene.awaitPicture(stage, red);
          scene.awaitPicture(stage, blue);
        }
        return play(scene, red, blue);
      }
    }
  }

  private int play(Scene scene, Act red, Act blue) {
    step = "the replicated card is counted";
    Witness replica = scene.witness(blue, red);
    Witness source = scene.witness(red, red);
    Witness other = scene.witness(red, blue);
    var start = new Moment(replica, source, other);
    Pause.of(BEFORE);
    var asked = new Moment(replica, source, other);

    step = "StopParticipantReplication is called";
    long began = System.nanoTime();
    scene.stop(red, blue);
    double millis = (System.nanoTime() - began) / 1e6;
    Pause.of(IN_FLIGHT);
    var stopped = new Moment(replica, source, other);

    step = "what still arrives is counted";
    Pause.of(AFTER);
    var end = new Moment(replica, source, other);

    var before = start.replica("before", asked);
    var during = asked.replica("during the call and 100 ms", stopped);
    var after = stopped.replica("after", end);
    var own = new Row("after", stopped.until(end), end.source.minus(stopped.source));
    var back = new Row("after", stopped.until(end), end.other.minus(stopped.other));
    String state = scene.replicationState(red, blue);

    out.printf(
        "StopParticipantReplication of the red card in stage blue took %.1f ms.%n%n", millis);
    out.println("viewer                                     seconds  packets  decodable frames");
    print("red in blue", before);
    print("red in blue", during);
    print("red in blue", after);
    print("red in red", own);
    print("blue in red", back);
    out.println();
    return judge(before, after, own, back, state);
  }

  private int judge(Row before, Row after, Row own, Row back, String state) {
    List<String> wrong = new ArrayList<>();
    if (!before.isFluent()) {
      wrong.add("the red card was not seen fluently in blue before the Stop");
    }
    if (after.count().all().packets() != 0) {
      wrong.add("packets of the red card reached blue after the Stop");
    }
    if (!own.isFluent()) {
      wrong.add("the red card did not go on in its own stage");
    }
    if (!back.isFluent()) {
      wrong.add("the blue card did not go on in stage red");
    }
    if (!state.equals("STOPPED")) {
      wrong.add("ListParticipantReplicas says " + state + ", not STOPPED");
    }
    out.println(
        wrong.isEmpty()
            ? "OK: seen before, nothing after, and the source goes on."
            : "FAILED: " + String.join("; ", wrong) + ".");
    return wrong.isEmpty() ? 0 : 1;
  }

  private void print(String viewer, Row row) {
    out.printf(
        "%-12s %-28s %8.2f %8d %17d%n",
        viewer,
        row.what(),
        row.seconds(),
        row.count().all().packets(),
        row.count().video().decodable());
  }

  /** What three viewers had counted at one time. */
  private static final class Moment {
    final long nanos = System.nanoTime();
    final Witness.Count replica;
    final Witness.Count source;
    final Witness.Count other;

    Moment(Witness replica, Witness source, Witness other) {
      this.replica = replica.count();
      this.source = source.count();
      this.other = other.count();
    }

    double until(Moment later) {
      return (later.nanos - nanos) / NANOS_PER_SECOND;
    }

    Row replica(String what, Moment later) {
      return new Row(what, until(later), later.replica.minus(replica));
    }
  }
}
