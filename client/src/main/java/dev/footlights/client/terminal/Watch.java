package dev.footlights.client.terminal;

import dev.footlights.client.http.ClientException;
import dev.footlights.client.http.ParticipantToken;
import dev.footlights.client.net.MediaThread;
import dev.footlights.client.net.Pause;
import dev.footlights.client.net.Session;
import dev.footlights.client.peer.TrackStats;
import dev.footlights.client.peer.Viewer;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;

/** Watches one participant with one or many viewers, and prints what arrives once a second. */
public final class Watch {
  /** How what arrives is told. */
  public enum Form {
    /** What came in the last second, for people. */
    LINES(Duration.ofSeconds(1)),
    /** All that came so far, for programs: an object a line. */
    JSON(Duration.ofMillis(100));

    private final Duration interval;

    Form(Duration interval) {
      this.interval = interval;
    }
  }

  /** One line of {@link Form#JSON}: totals of all viewers since they came. */
  private record Totals(
      int watching, long packets, long frames, long decodable, long bytes, long lost) {}

  /** Viewers that join at the same time. */
  private static final int AT_ONCE = 8;

  private static final double NANOS_PER_SECOND = 1e9;

  private record Seat(Session session, Viewer viewer) {}

  /** All viewers together at one time. */
  private record Sum(long nanos, TrackStats video, TrackStats all, int watching) {}

  private final Entrance entrance;
  private final String participantId;
  private final int viewers;
  private final Form form;
  private final PrintStream out;
  private final MediaThread media = new MediaThread();
  private final List<Seat> seats = new CopyOnWriteArrayList<>();

  /**
   * @param viewers at least 1; more than one needs an entrance that gives more than one token
   */
  public Watch(Entrance entrance, String participantId, int viewers, Form form, PrintStream out) {
    this.entrance = entrance;
    this.form = form;
    this.participantId = participantId;
    this.viewers = viewers;
    this.out = out;
  }

  /**
   * Runs until the process ends, or the server has ended every viewer.
   *
   * @return the exit code: 0 when the server ended it
   */
  public int run() {
    if (viewers > 1 && !entrance.isOpen()) {
      throw new ClientException("more than one viewer needs --stage: a token is for one");
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::leave));
    sit();
    seats.getFirst().session().connected();
    Sum before = sum();
    do {
      Pause.of(form.interval);
      Sum now = sum();
      switch (form) {
        case LINES -> print(before, now);
        case JSON -> printTotals(now);
      }
      before = now;
    } while (before.watching() > 0);
    String why = seats.getFirst().session().failure();
    out.println(
        switch (form) {
          case LINES -> "ENDED " + why;
          case JSON -> JsonMapper.shared().writeValueAsString(Map.of("ended", why));
        });
    return 0;
  }

  /** Takes the seats, some at once: each takes two calls. */
  private void sit() {
    try (var ushers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      var taken = new ArrayList<Future<Seat>>();
      for (int i = 0; i < viewers; i++) {
        int number = i;
        taken.add(ushers.submit(() -> sit(number)));
      }
      for (Future<Seat> seat : taken) {
        seats.add(seat.get());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ClientException told
          ? told
          : new ClientException("a viewer failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }

  private Seat sit(int number) {
    ParticipantToken token = entrance.token("viewer-" + (number + 1), "SUBSCRIBE");
    var viewer = new Viewer(new SecureRandom());
    return new Seat(
        Session.open(media, token.subscribe(participantId), token.text(), viewer), viewer);
  }

  private Sum sum() {
    int watching = 0;
    for (Seat seat : seats) {
      watching += seat.session().isOver() ? 0 : 1;
    }
    int still = watching;
    return media.ask(
        () -> {
          TrackStats video = TrackStats.NONE;
          TrackStats audio = TrackStats.NONE;
          for (Seat seat : seats) {
            video = video.plus(seat.viewer().video());
            audio = audio.plus(seat.viewer().audio());
          }
          return new Sum(System.nanoTime(), video, video.plus(audio), still);
        });
  }

  private void printTotals(Sum now) {
    var totals =
        new Totals(
            now.watching(),
            now.all().packets(),
            now.video().frames(),
            now.video().decodable(),
            now.all().bytes(),
            Math.max(0, now.all().lost()));
    out.println(JsonMapper.shared().writeValueAsString(totals));
    out.flush();
  }

  private void print(Sum before, Sum now) {
    double seconds = (now.nanos() - before.nanos()) / NANOS_PER_SECOND;
    TrackStats all = now.all().minus(before.all());
    TrackStats video = now.video().minus(before.video());
    out.printf(
        "viewers %d/%d  packets %d  frames %d (%d decodable)  %.2f Mbit/s  lost %d  repaired %d%n",
        now.watching(),
        viewers,
        all.packets(),
        video.frames(),
        video.decodable(),
        all.bytes() * 8 / seconds / 1e6,
        Math.max(0, all.lost()),
        all.repaired());
    out.flush();
  }

  private void leave() {
    for (Seat seat : seats) {
      try {
        seat.session().close();
      } catch (ClientException e) {
        // The server is gone: nobody is left to be told.
      }
    }
    media.close();
  }
}
