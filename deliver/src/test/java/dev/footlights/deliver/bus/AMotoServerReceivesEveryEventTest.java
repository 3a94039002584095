package dev.footlights.deliver.bus;

import static dev.footlights.deliver.Entries.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.footlights.deliver.Deliveries;
import dev.footlights.deliver.Entries;
import dev.footlights.deliver.RetrySettings;
import dev.footlights.stage.event.EventName;
import dev.footlights.store.memory.MemoryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A third party's EventBridge, and the AWS SDK; skipped where Python has no moto. */
class AMotoServerReceivesEveryEventTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int EVENTS = 45;

  @Test
  void everyEventArrivesAtARulesTarget(@TempDir Path folder) throws Exception {
    String python = System.getProperty("footlights.python", "python3");
    assumeTrue(hasMoto(python), "moto: " + python + " has no moto.server");
    Process moto = start(python, folder);
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    try (BufferedReader answers = moto.inputReader(UTF_8);
        Writer questions = moto.outputWriter(UTF_8)) {
      URI endpoint = URI.create(answers.readLine());
      var store = new MemoryStore();
      store.advance(new BusSettings("stages", endpoint, "eu-west-1").name(), 0).join();
      // At least once: on a slow machine a batch may be told again.
      Map<String, JsonNode> arrived = new LinkedHashMap<>();
      try (var deliveries =
          new Deliveries(
              store,
              List.of(new EventBus(new BusSettings("stages", endpoint, "eu-west-1"))),
              RetrySettings.USUAL,
              new SplittableRandom(1))) {
        for (int i = 0; i < EVENTS; i++) {
          Entries.commit(
              store, event("s" + i, EventName.JOINED), event("s" + i, EventName.PUBLISH_STARTED));
        }
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (arrived.size() < EVENTS && System.nanoTime() < deadline) {
          questions.write("what arrived?\n");
          questions.flush();
          JSON.readTree(Objects.requireNonNull(answers.readLine()))
              .forEach(
                  event -> arrived.putIfAbsent(event.path("resources").path(0).asString(), event));
        }
      }
      assertThat(arrived.keySet())
          .containsExactlyElementsOf(
              IntStream.range(0, EVENTS).mapToObj(i -> Entries.stage("s" + i).toString()).toList());
      for (JsonNode event : arrived.values()) {
        assertThat(event.path("source").asString()).isEqualTo("aws.ivs");
        assertThat(event.path("detail-type").asString()).isEqualTo("IVS Stage Update");
        assertThat(event.path("region").asString()).isEqualTo("eu-west-1");
        assertThat(event.path("detail").path("event_name").asString())
            .isEqualTo("Participant Published");
      }
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
      moto.destroy();
    }
  }

  private static boolean hasMoto(String python) {
    try {
      return new ProcessBuilder(python, "-c", "import moto.server, boto3")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Process start(String python, Path folder) throws IOException {
    Path script = folder.resolve("moto_bus.py");
    try (InputStream in =
        AMotoServerReceivesEveryEventTest.class.getResourceAsStream("moto_bus.py")) {
      Files.copy(Objects.requireNonNull(in), script);
    }
    return new ProcessBuilder(python, script.toString())
        .redirectError(folder.resolve("moto.log").toFile())
        .start();
  }
}
