package dev.footlights.deliver.webhook;

import static dev.footlights.deliver.Entries.event;
import static dev.footlights.deliver.Entries.logged;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.footlights.deliver.Told;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/webhook_receiver.py}; skipped where there is no Python. */
class TheExampleReceiverTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String OTHER = "another-secret-of-24-bytes-or-more";
  private static final LoggedEvent ENTRY = logged(event("red", EventName.PUBLISH_STARTED));

  @TempDir private Path folder;

  @Test
  void itTakesWhatWeSignAndRefusesAllElse() throws Exception {
    Process receiver = start();
    try (BufferedReader said = receiver.inputReader(UTF_8)) {
      String port = said.readLine().replaceAll("\\D", "");
      URI url = URI.create("http://127.0.0.1:" + port + "/");
      InstantSource now = InstantSource.system();
      assertThat(tell(url, OTHER, now).failure()).contains("401");
      InstantSource late = () -> Instant.now().minusSeconds(301);
      assertThat(tell(url, SECRET, late).failure()).contains("401");
      assertThat(tell(url, SECRET, now)).isEqualTo(Told.all(1));
      assertThat(tell(url, SECRET, now)).isEqualTo(Told.all(1));
      assertThat(said.readLine()).isEqualTo("red 3 dev.footlights.PUBLISH_STARTED p1p1p1p1p1p1");
      LoggedEvent next = new LoggedEvent(8, 4, ENTRY.event());
      assertThat(tell(url, SECRET, now, next)).isEqualTo(Told.all(1));
      assertThat(said.readLine()).startsWith("red 4 ");
      assertThat(Files.readAllLines(folder.resolve("errors")))
          .hasSize(2)
          .allMatch(line -> line.startsWith("refused 401: "));
    } finally {
      receiver.destroy();
    }
  }

  private Process start() throws IOException {
    String python = System.getProperty("footlights.python", "python3");
    String here = Files.isDirectory(Path.of("examples")) ? "." : "..";
    Path root = Path.of(System.getProperty("footlights.root", here));
    Path script = root.resolve("examples/webhook_receiver.py").toAbsolutePath();
    assertThat(script).exists();
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    try {
      return new ProcessBuilder(python, script.toString(), secret.toString(), "0")
          .redirectError(ProcessBuilder.Redirect.to(folder.resolve("errors").toFile()))
          .start();
    } catch (IOException e) {
      assumeTrue(false, python + " is not here");
      throw e;
    }
  }

  private static Told tell(URI url, String secret, InstantSource wall) throws Exception {
    return tell(url, secret, wall, ENTRY);
  }

  private static Told tell(URI url, String secret, InstantSource wall, LoggedEvent entry)
      throws Exception {
    try (var webhook =
        new Webhook(
            url,
            SigningKeys.of(List.of(secret)),
            EnumSet.allOf(EventName.class),
            Duration.ofSeconds(30),
            wall)) {
      return webhook.tell(List.of(entry));
    }
  }
}
