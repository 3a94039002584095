package dev.footlights.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** No container engine and no systemd is needed to see that what is named there exists here. */
class ShippedFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("footlights.root", ".."));

  private static Stream<MatchResult> found(String file, String pattern) throws IOException {
    String text = Files.readString(ROOT.resolve(file)).replace("\\\n", " ");
    return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().toList().stream();
  }

  private static ServeOptions serve(Map<String, String> environment, String... arguments) {
    var line = new CommandLine(new ServeCommand());
    line.setDefaultValueProvider(Settings.of(arguments, environment, Settings.keys(line)));
    line.parseArgs(arguments);
    ServeCommand command = line.getCommand();
    return command.options();
  }

  private static Map<String, String> imageEnvironment() throws IOException {
    return found("Dockerfile", "(FOOTLIGHTS_[A-Z_]+)=(\\S+)")
        .collect(Collectors.toMap(one -> one.group(1), one -> one.group(2)));
  }

  @Test
  void whatTheImageCopiesFromHereIsHere() throws IOException {
    assertThat(found("Dockerfile", "^COPY (?!--from)(.+) \\S+$"))
        .isNotEmpty()
        .flatExtracting(copy -> Arrays.asList(copy.group(1).split(" ")))
        .allSatisfy(source -> assertThat(ROOT.resolve(source)).exists());
    Set<String> ignored = Set.copyOf(Files.readAllLines(ROOT.resolve(".dockerignore")));
    assertThat(ignored).contains(".git", "**/target", ".footlights");
    assertThat(found("pom.xml", "^    <module>(\\w+)</module>").map(one -> one.group(1)))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(ignored);
  }

  @Test
  void whatTheImageSetsIsWhatItExposes() throws IOException {
    Map<String, String> environment = imageEnvironment();
    ServeOptions options = serve(environment);
    assertThat(options.mediaLoops()).isEqualTo(1);
    assertThat(options.data()).isEqualTo(Path.of("/data"));
    assertThat(found("Dockerfile", "^EXPOSE (.+)$").map(one -> one.group(1)))
        .containsExactly(options.http().port() + "/tcp " + options.mediaPort() + "/udp");
    assertThat(found("Dockerfile", "/dev/tcp/127.0.0.1/(\\d+) ").map(one -> one.group(1)))
        .containsExactly(String.valueOf(options.http().port()));
    assertThat(found("Dockerfile", "^USER (\\d+)$").map(one -> one.group(1)))
        .singleElement()
        .isNotEqualTo("0");
  }

  @Test
  void whatComposeSaysIsUnderstood() throws IOException {
    String command =
        found("examples/compose.yaml", "command: \\[serve, (.+)]")
            .findFirst()
            .orElseThrow()
            .group(1);
    ServeOptions options = serve(imageEnvironment(), command.split(", "));
    assertThat(options.dev()).isTrue();
    assertThat(options.publicIps()).hasSize(1);
    assertThat(found("examples/compose.yaml", "^ +- \"(.+)\"$").map(one -> one.group(1)))
        .containsExactly(
            "127.0.0.1:" + options.http().port() + ":" + options.http().port(),
            options.mediaPort() + ":" + options.mediaPort() + "/udp");
  }

  @Test
  void whatTheUnitStartsIsUnderstood() throws IOException {
    String arguments =
        found("examples/footlights.service", "^ExecStart=/opt/footlights/footlights serve (.+)$")
            .findFirst()
            .orElseThrow()
            .group(1);
    assertThat(serve(Map.of(), arguments.split(" ")).data())
        .isEqualTo(Path.of("/var/lib/footlights"));
    assertThat(ROOT.resolve("footlights")).isExecutable();
  }
}
