package dev.footlights.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.stage.PageRequest;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.SessionId;
import dev.footlights.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** "A 200 is durable": DESIGN's rule 7, by killing a writer again and again on one folder. */
class AcknowledgedSurvivesKillTest {
  private static final int KILLS = Integer.getInteger("footlights.kills", 12);

  @TempDir private Path temp;

  @Test
  @Timeout(1200)
  void atWhateverMoment() throws Exception {
    killAgainAndAgain(temp.resolve("data").toString());
  }

  @Test
  @Timeout(1200)
  void inPostgresToo() throws Exception {
    Postgres server = Postgres.server();
    server.database();
    killAgainAndAgain(server.address(server.last()));
  }

  private void killAgainAndAgain(String folder) throws Exception {
    var random = new SplittableRandom(7);
    int next = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process child = start(folder, next);
      int acknowledged =
          kill % 5 == 0
              ? killWithin(child, next, random.nextInt(1_000))
              : killAfter(child, next, random.nextInt(1, 400));
      next = check(folder, next, acknowledged);
    }
    assertThat(next).isGreaterThan(KILLS);
  }

  private Process start(String folder, int first) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledWriter.class.getName(),
            folder,
            Integer.toString(first))
        .redirectError(temp.resolve("stderr").toFile())
        .start();
  }

  /** Kills it while it starts, migrates or recovers; the last number acknowledged. */
  private static int killWithin(Process child, int first, int millis) throws Exception {
    assertThat(child.waitFor(millis, TimeUnit.MILLISECONDS)).isFalse();
    return killAfter(child, first, 0);
  }

  /** Kills it when it has acknowledged so many; the last number acknowledged. */
  private static int killAfter(Process child, int first, int lines) throws Exception {
    int last = first - 1;
    try (BufferedReader out = child.inputReader(UTF_8)) {
      while (last < first + lines - 1) {
        last = following(last, out.readLine());
      }
      // SIGKILL. By its handle: the process itself would drop what the pipe holds.
      child.toHandle().destroyForcibly();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = following(last, line);
      }
    }
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return last;
  }

  private static int following(int last, @Nullable String line) {
    assertThat(line).as("the writer's next number").isEqualTo(Integer.toString(last + 1));
    return last + 1;
  }

  /**
   * Every acknowledged change is whole, later ones are whole or absent, in order; the next number.
   */
  private static int check(String folder, int first, int acknowledged) {
    try (SqlStore store = opened(folder)) {
      int n = first;
      while (store.stage(KilledWriter.arnOf(n)).join().isPresent()) {
        int number = n;
        assertThat(store.stage(KilledWriter.arnOf(n)).join())
            .hasValueSatisfying(s -> assertThat(KilledWriter.isStageOf(s, number)).isTrue());
        assertThat(events(store, n)).isEqualTo(1);
        n++;
      }
      assertThat(n).isGreaterThan(acknowledged);
      assertThat(events(store, n)).isZero();
      assertThat(store.load().join().stages()).hasSize(n);
      List<LoggedEvent> log = store.log(0, n + 1).join();
      assertThat(log).hasSize(n);
      for (int i = 0; i < n; i++) {
        assertThat(log.get(i).position()).isEqualTo(i + 1);
        assertThat(log.get(i).event().stage()).isEqualTo(KilledWriter.arnOf(i));
      }
      return n;
    }
  }

  /** What held it before may take a moment to notice that it is dead. */
  private static SqlStore opened(String where) {
    for (int tries = 0; ; tries++) {
      try {
        return KilledWriter.open(
            where,
            e -> {
              throw new AssertionError(e);
            });
      } catch (StoreException e) {
        if (tries == 200) {
          throw e;
        }
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  private static int events(SqlStore store, int n) {
    String name = Integer.toString(n);
    return store
        .events(
            KilledWriter.arnOf(n),
            new SessionId("st-" + name),
            ParticipantId.of(name),
            new PageRequest(10, null))
        .join()
        .items()
        .size();
  }
}
