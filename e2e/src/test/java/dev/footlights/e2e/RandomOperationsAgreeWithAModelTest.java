package dev.footlights.e2e;

import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Sdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ivsrealtime.IvsRealTimeClient;

/**
 * Whatever operations come in whatever order, the server answers as plain maps would, and after a
 * {@code kill -9} between any two it goes on as if nothing had been. {@code -Dfootlights.kills=100}
 * kills more often than usual, {@code -Dfootlights.seed=N} draws others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomOperationsAgreeWithAModelTest {
  private static final int STEPS = 150;
  private static final int MOST_BETWEEN_KILLS = 15;

  private Footlights server;

  @BeforeAll
  void start() {
    server = Footlights.start();
  }

  @AfterAll
  void end() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void inAnyOrder(long seed) {
    String account = "%012d".formatted(seed);
    try (var client = Sdk.once(server.base(), account, "test")) {
      var operations = new RandomOperations(new SplittableRandom(seed), account, () -> client);
      List<String> told = new ArrayList<>();
      for (int i = 0; i < STEPS; i++) {
        step(operations, seed, told);
      }
      operations.compareAll();
    }
  }

  @Test
  void alsoWhenTheServerIsKilledBetweenThem(@TempDir Path data) {
    long seed = Long.getLong("footlights.seed", 4);
    int kills = Integer.getInteger("footlights.kills", 8);
    var random = new SplittableRandom(seed);
    var running = new Running(data);
    try {
      var operations = new RandomOperations(random, "000000000000", running::client);
      List<String> told = new ArrayList<>();
      for (int kill = 0; kill < kills; kill++) {
        int steps = 1 + random.nextInt(MOST_BETWEEN_KILLS);
        for (int i = 0; i < steps; i++) {
          step(operations, seed, told);
        }
        told.add("kill");
        running.kill();
      }
      operations.compareAll();
    } finally {
      running.close();
    }
  }

  private static void step(RandomOperations operations, long seed, List<String> told) {
    try {
      told.add(operations.step());
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ", after " + String.join("\n", told), e);
    }
  }

  /** The server that holds the data folder at present, which is started when it is asked for. */
  private static final class Running implements AutoCloseable {
    private final Path data;
    private Footlights server;
    private IvsRealTimeClient client;

    Running(Path data) {
      this.data = data;
      start();
    }

    private void start() {
      server = Footlights.start("--data", data.toString());
      client = Sdk.once(server.base(), "test", "test");
    }

    IvsRealTimeClient client() {
      return client;
    }

    void kill() {
      server.kill();
      client.close();
      start();
    }

    @Override
    public void close() {
      client.close();
      server.close();
    }
  }
}
