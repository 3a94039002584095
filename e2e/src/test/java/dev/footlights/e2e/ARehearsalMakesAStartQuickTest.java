package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AOT cache that a build makes by {@code rehearse}. */
class ARehearsalMakesAStartQuickTest {
  @Test
  void whatTheServerNeedsIsInTheCacheOfTheRehearsal(@TempDir Path temp) {
    Path cache = temp.resolve("footlights.aot");
    Program.Result rehearsal = run("rehearse", "-XX:AOTCacheOutput=" + cache);
    assertThat(rehearsal.code()).as(rehearsal.output() + rehearsal.errors()).isZero();

    // Mode "on" refuses to run without the cache. Signed jars' classes would not be in it.
    Program.Result start =
        run("--version", "-XX:AOTCache=" + cache, "-XX:AOTMode=on", "-Xlog:class+load");
    assertThat(start.code()).as(start.output() + start.errors()).isZero();
    for (String needed :
        List.of(
            "dev.footlights.sfu.shard.Shard",
            "io.javalin.Javalin",
            "org.bouncycastle.tls.DTLSServerProtocol",
            "org.hibernate.validator.HibernateValidator")) {
      assertThat(start.output()).contains(" " + needed + " source: shared objects file");
    }
  }

  private static Program.Result run(String command, String... options) {
    var line = new ArrayList<>(Footlights.command(command));
    line.addAll(1, List.of(options));
    return Program.run(Map.of(), line);
  }
}
