package dev.footlights.e2e.figures;

import dev.footlights.client.http.ClientException;
import dev.footlights.client.net.Pause;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;

/** How soon somebody sees: after a replication's start, and after an offer. */
record JoinFigure(Path root, int runs) implements Figure {
  /** A server's first calls are slow: they are told apart. */
  private static final int WARM_UP = 3;

  /** Longer than the loop's half second between keyframes, so that runs meet it anywhere. */
  private static final int MAX_PAUSE_MILLIS = 1000;

  /** Milliseconds of one run. */
  private record Replication(double fromRequest, double fromAnswer, double shown) {}

  /** Milliseconds from one offer. */
  private record Offer(double answered, double connected, double frame) {}

  @Override
  public void measure(PrintStream out) {
    try (Server server = Server.start(root);
        House house = House.open(server.base())) {
      replications(house, out);
      offers(house, out);
    }
  }

  private void replications(House house, PrintStream out) {
    var measured = new ArrayList<Replication>();
    double first = replication(house).fromAnswer();
    for (int i = 1; i < WARM_UP; i++) {
      replication(house);
    }
    house.takeKeyframeMillis();
    for (int i = 0; i < runs; i++) {
      measured.add(replication(house));
    }
    List<Double> keyframes = house.takeKeyframeMillis();
    new Sample(
            "StartParticipantReplication's 200 to the first decodable frame in the destination",
            "ms",
            measured.stream().map(Replication::fromAnswer).toList())
        .print(out);
    out.printf("    the first one of a fresh server: %.1f ms%n", first);
    new Sample(
            "the same from the sending of the request",
            "ms",
            measured.stream().map(Replication::fromRequest).toList())
        .print(out);
    new Sample(
            "of that, from the request to the STAGE_STATE that shows the replica",
            "ms",
            measured.stream().map(Replication::shown).toList())
        .print(out);
    new Sample("meanwhile, PLI at the publisher to its keyframe", "ms", keyframes).print(out);
  }

  private static Replication replication(House house) {
    var shown = new long[1];
    CompletableFuture<House.Seat> watching =
        CompletableFuture.supplyAsync(
            () -> {
              house.awaitReplica();
              shown[0] = System.nanoTime();
              return house.watchReplica();
            },
            task -> Thread.ofVirtual().start(task));
    long asked = System.nanoTime();
    house.start();
    long answered = System.nanoTime();
    try (House.Seat seat = watching.join()) {
      long frame = seat.firstFrameNanos();
      return new Replication(
          millis(asked, frame), millis(answered, frame), millis(asked, shown[0]));
    } catch (CompletionException e) {
      throw new ClientException(String.valueOf(e.getCause()), e);
    } finally {
      house.stop();
      pause();
    }
  }

  private void offers(House house, PrintStream out) {
    var measured = new ArrayList<Offer>();
    double first = offer(house).frame();
    for (int i = 1; i < WARM_UP; i++) {
      offer(house);
    }
    house.takeKeyframeMillis();
    for (int i = 0; i < runs; i++) {
      measured.add(offer(house));
    }
    List<Double> keyframes = house.takeKeyframeMillis();
    new Sample(
            "offer (POST) to a viewer's first decodable frame",
            "ms",
            measured.stream().map(Offer::frame).toList())
        .print(out);
    out.printf("    the first one in this stage: %.1f ms%n", first);
    new Sample(
            "of that, to the answer (201)", "ms", measured.stream().map(Offer::answered).toList())
        .print(out);
    new Sample(
            "of that, until ICE and DTLS are done",
            "ms",
            measured.stream().map(Offer::connected).toList())
        .print(out);
    new Sample("meanwhile, PLI at the publisher to its keyframe", "ms", keyframes).print(out);
  }

  private static Offer offer(House house) {
    try (House.Seat seat = house.watchSource()) {
      long began = seat.offeredNanos();
      return new Offer(
          millis(began, seat.answeredNanos()),
          millis(began, seat.connectedNanos()),
          millis(began, seat.firstFrameNanos()));
    } finally {
      pause();
    }
  }

  private static double millis(long from, long to) {
    return (to - from) / 1e6;
  }

  private static void pause() {
    Pause.of(Duration.ofMillis(RandomGenerator.getDefault().nextInt(MAX_PAUSE_MILLIS)));
  }
}
