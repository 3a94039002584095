package dev.footlights.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AStartThatFailsSaysWhyTest {
  private static final Duration PLENTY = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  void inTheServersOwnWords() {
    var launch = new Launch(null, null, null, List.of("--media-loops", "none"), PLENTY);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> Server.start(launch))
        .withMessageContainingAll("ended before it was ready", "--media-loops", "'none'");
  }

  @Test
  void whereNoProgramIs() {
    var jar = new Launch(null, folder.resolve("footlights.jar"), null, List.of(), PLENTY);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> Server.start(jar))
        .withMessageContaining("there is no " + folder.resolve("footlights.jar"));
    var home = new Launch(folder, null, null, List.of(), PLENTY);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> Server.start(home))
        .withMessageContaining("there is no " + folder.resolve("footlights"));
  }

  @Test
  void whenItTakesTooLong() {
    var launch = new Launch(null, null, null, List.of(), Duration.ofMillis(1));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> Server.start(launch))
        .withMessageContaining("not it was ready within 0 s");
  }

  @Test
  void aCheckoutIsRunByItsScript() {
    Path home = Path.of(System.getProperty("footlights.test.home")).normalize();
    var launch = new Launch(home, null, null, List.of("--dev"), PLENTY);
    assertThat(launch.serve())
        .startsWith(home.resolve("footlights").toAbsolutePath().toString(), "serve", "--ephemeral")
        .endsWith("--dev");
  }
}
