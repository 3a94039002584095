package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Needs;
import dev.footlights.e2e.harness.Program;
import dev.footlights.e2e.harness.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One Python process with two endpoints: {@code AWS_ENDPOINT_URL} of moto, and the one of our
 * service. moto is used where it is: nothing fails for want of it.
 */
class FootlightsStandsBesideAnotherEmulatorTest {
  @Test
  void eachServiceFindsItsOwn(@TempDir Path folder) throws IOException {
    String python = Needs.python().toString();
    Assumptions.assumeTrue(
        Program.run(python, "-c", "import moto.server").code() == 0,
        "skipped for want of moto's server");
    Path script = Files.writeString(folder.resolve("b.py"), Repository.resource("beside_moto.py"));
    try (Footlights server = Footlights.start()) {
      var result = Program.run(server.environment(), List.of(python, script.toString()));
      assertThat(result.code()).as(result.errors()).isZero();
      assertThat(result.output()).isEqualTo("['mine']\n['ours']");
    }
  }
}
