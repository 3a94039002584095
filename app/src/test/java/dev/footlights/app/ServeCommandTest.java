package dev.footlights.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footlights.api.tls.TlsFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class ServeCommandTest {
  @TempDir private Path folder;

  private static ServeOptions options(Map<String, String> environment, String... arguments) {
    var line = new CommandLine(new ServeCommand());
    line.setDefaultValueProvider(Settings.of(arguments, environment, Settings.keys(line)));
    line.parseArgs(arguments);
    ServeCommand command = line.getCommand();
    return command.options();
  }

  @Test
  void withoutAnythingItListensOnLoopback() {
    ServeOptions options = options(Map.of());
    assertThat(options.http()).isEqualTo(new HostPort("127.0.0.1", 4569));
    assertThat(options.mediaPort()).isEqualTo(4570);
    assertThat(options.mediaLoops()).isPositive();
    assertThat(options.data()).isEqualTo(Path.of(".footlights"));
    assertThat(options.publicUrl()).isEmpty();
    assertThat(options.publicIps()).isEmpty();
    assertThat(options.ephemeral()).isFalse();
    assertThat(options.dev()).isFalse();
    assertThat(options.endWithStdin()).isFalse();
  }

  @Test
  void stateIsKeptInADatabaseInstead() {
    ServeOptions options =
        options(Map.of("FOOTLIGHTS_DATABASE", "postgresql://me:hush@db/stages"), "--retention=7");
    assertThat(options.database()).map(Object::toString).contains("postgresql://db/stages");
    assertThat(options.retention()).isEqualTo(Duration.ofDays(7));
    assertThat(options(Map.of()).database()).isEmpty();
    assertThat(options(Map.of()).retention()).isEqualTo(Duration.ofDays(90));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql://db/x", "postgresql://me:hush@db"})
  void aDatabaseOfAnotherFormIsRefusedUnseen(String url) {
    assertThatThrownBy(() -> options(Map.of(), "--database", url))
        .hasMessage("--database must have the form postgresql://user:password@host:5432/database");
  }

  @Test
  void aDatabaseIsNotEphemeral() {
    assertThatThrownBy(() -> options(Map.of(), "--ephemeral", "--database", "postgresql://db/x"))
        .hasMessageContaining("--ephemeral must be left out where there is --database");
  }

  @Test
  void theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
    Path file = folder.resolve("footlights.conf");
    Files.writeString(
        file,
        """
        # where it listens
        http = 0.0.0.0:1
        media-port = 2000
        media-loops = 3
        ephemeral = true
        """);
    ServeOptions options =
        options(
            Map.of("FOOTLIGHTS_MEDIA_PORT", "2001", "FOOTLIGHTS_HTTP", "[::1]:2"),
            "--config",
            file.toString(),
            "--http",
            "127.0.0.1:3");
    assertThat(options.http()).isEqualTo(new HostPort("127.0.0.1", 3));
    assertThat(options.mediaPort()).isEqualTo(2001);
    assertThat(options.mediaLoops()).isEqualTo(3);
    assertThat(options.ephemeral()).isTrue();
  }

  @Test
  void everyOptionIsAlsoAVariable() {
    ServeOptions options =
        options(
            Map.of(
                "FOOTLIGHTS_PUBLIC_IP", "192.0.2.1,2001:db8::1",
                "FOOTLIGHTS_PUBLIC_URL", "https://stage.example.org",
                "FOOTLIGHTS_DATA", "/var/lib/footlights",
                "FOOTLIGHTS_DEV", "true",
                "FOOTLIGHTS_ALLOW_ORIGIN", "https://a.example,https://b.example"));
    assertThat(options.publicIps()).hasSize(2);
    assertThat(options.publicUrl()).contains(URI.create("https://stage.example.org"));
    assertThat(options.data()).isEqualTo(Path.of("/var/lib/footlights"));
    assertThat(options.dev()).isTrue();
    assertThat(options.allowOrigins()).containsExactly("https://a.example", "https://b.example");
  }

  private static final String KEYS =
      """
      [{"accessKeyId": "A", "secretAccessKey": "hush", "account": "1"}]\
      """;

  @Test
  void withoutAnythingNobodyIsNamedWatchedOrHeld() {
    ServeOptions options = options(Map.of());
    assertThat(options.access()).isEqualTo(AccessRules.NONE);
    assertThat(options.awsLimits()).isFalse();
  }

  @Test
  void whoMayCallIsAFileOrInTheEnvironmentAlsoTheText() {
    ServeOptions options =
        options(
            Map.of("FOOTLIGHTS_AWS_LIMITS", "true"), "--credentials", "keys.json", "--audit-log=a");
    assertThat(options.access().credentials().orElseThrow().file()).contains(Path.of("keys.json"));
    assertThat(options.access().auditLog()).contains(Path.of("a"));
    assertThat(options.awsLimits()).isTrue();
    options = options(Map.of("FOOTLIGHTS_CREDENTIALS", "/run/secrets/keys.json"));
    assertThat(options.access().credentials().orElseThrow().file())
        .contains(Path.of("/run/secrets/keys.json"));
    options = options(Map.of("FOOTLIGHTS_CREDENTIALS", "\n " + KEYS));
    assertThat(options.access().credentials().orElseThrow().file()).isEmpty();
    assertThat(options.toString()).doesNotContain("hush");
  }

  @Test
  void whatTheEnvironmentAndTheFileSayIsTakenAsItStands() throws IOException {
    String keys = "[{\"secretAccessKey\": \"a${b}$${c}$d$$e${\"}]";
    assertThat(options(Map.of("FOOTLIGHTS_CREDENTIALS", keys)).access().credentials())
        .contains(new AccessRules.Credentials(keys));
    Path file = Files.writeString(folder.resolve("footlights.conf"), "data = /a/${user.name}");
    assertThat(options(Map.of(), "--config", file.toString()).data())
        .isEqualTo(Path.of("/a/${user.name}"));
  }

  @Test
  void keysOnTheCommandLineAreRefusedAndNotRepeated() {
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> options(Map.of(), "--credentials", KEYS))
        .withMessageStartingWith("--credentials must be a file")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush").doesNotContain("\n"));
  }

  private static String refusedStart(Map<String, String> environment, String... arguments)
      throws InterruptedException {
    var said = new StringWriter();
    var out = new PrintWriter(said, true);
    assertThat(Serving.run(options(environment, arguments), out, out)).isEqualTo(1);
    return said.toString().strip();
  }

  @Test
  void credentialsThatCannotBeUsedEndTheStartInOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("keys.json"), KEYS);
    String wrong = "account of entry 1 must be twelve digits";
    assertThat(refusedStart(Map.of(), "--ephemeral", "--credentials", file.toString()))
        .isEqualTo("serve: --credentials " + file + ": " + wrong);
    assertThat(refusedStart(Map.of(), "--ephemeral", "--credentials=/no/such"))
        .isEqualTo("serve: --credentials /no/such: no such file");
    assertThat(refusedStart(Map.of("FOOTLIGHTS_CREDENTIALS", KEYS), "--ephemeral"))
        .isEqualTo("serve: FOOTLIGHTS_CREDENTIALS: " + wrong);
    Path usual = Files.writeString(folder.resolve("credentials.json"), KEYS);
    assertThat(refusedStart(Map.of(), "--ephemeral", "--data", folder.toString()))
        .isEqualTo("serve: " + usual + ": " + wrong);
  }

  @Test
  void anAuditLogThatCannotBeMadeEndsTheStartInOneLine() throws Exception {
    Path file = folder.resolve("nowhere").resolve("audit.log");
    assertThat(refusedStart(Map.of(), "--ephemeral", "--audit-log", file.toString()))
        .isEqualTo(
            "serve: the audit log cannot be appended to: "
                + file
                + ": there is no such folder; choose another by --audit-log");
  }

  @ParameterizedTest
  @CsvSource({
    "--http, localhost",
    "--http, ::1:4569",
    "--http, 127.0.0.1:70000",
    "--media-port, -1",
    "--media-port, 65536",
    "--media-port, many",
    "--media-loops, -1",
    "--media-loops, 0",
    "--media-loops, 257",
    "--public-ip, example.org",
    "--public-ip, 300.1.1.1",
    "--public-url, ftp://x",
    "--public-url, 127.0.0.1:4569",
    "--allow-origin, https://a.example/path",
    "--quota, stages",
    "--quota, stages=-1",
    "--quota, stages=many",
    "--quota, rooms=1",
    "--quota, stages=9999999999",
  })
  void aWrongValueIsToldInOneLineThatNamesTheOption(String option, String value) {
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> options(Map.of(), option, value))
        .satisfies(
            e -> assertThat(e.getMessage()).contains(option).contains(value).doesNotContain("\n"));
  }

  @Test
  void quotasAreNamedOneByOneOrWithCommas() {
    assertThat(options(Map.of()).quotas()).isEmpty();
    assertThat(options(Map.of(), "--quota", "stages=7", "--quota", "public-keys=0").quotas())
        .isEqualTo(Map.of("stages", 7, "public-keys", 0));
    assertThat(options(Map.of("FOOTLIGHTS_QUOTA", "stages=7,storage-configurations=9")).quotas())
        .isEqualTo(Map.of("stages", 7, "storage-configurations", 9));
  }

  @Test
  void httpsTakesACertificateAndItsKey() {
    assertThat(options(Map.of()).tls()).isEmpty();
    assertThat(options(Map.of("FOOTLIGHTS_TLS_CERT", "c.pem"), "--tls-key", "k.pem").tls())
        .contains(new TlsFiles(Path.of("c.pem"), Path.of("k.pem")));
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> options(Map.of(), "--tls-cert", "c.pem"))
        .withMessage("--tls-cert needs --tls-key beside it: HTTPS takes both");
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> options(Map.of(), "--tls-key", "k.pem"))
        .withMessage("--tls-key needs --tls-cert beside it: HTTPS takes both");
  }

  @Test
  void aCertificateThatCannotBeUsedEndsTheStartInOneLine() throws Exception {
    var said = new StringWriter();
    ServeOptions options =
        options(
            Map.of(), "--ephemeral", "--dev", "--tls-cert", "/no/such.pem", "--tls-key", "k.pem");
    assertThat(Serving.run(options, new PrintWriter(said), new PrintWriter(said))).isEqualTo(1);
    assertThat(said.toString())
        .isEqualToIgnoringNewLines("serve: --tls-cert /no/such.pem: no such file; name a PEM file");
  }

  @Test
  void aKeyWithoutAValueIsNamed() throws IOException {
    Path file =
        Files.writeString(folder.resolve("footlights.conf"), "media-port = 4570\nephemeral");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> options(Map.of(), "--config", file.toString()))
        .withMessageContaining("'ephemeral' without a value");
  }

  @Test
  void aConfigurationFileThatIsNotThereEndsTheStart() {
    assertThat(Main.run(new String[] {"serve", "--config=/no/such/file"}, Map.of())).isEqualTo(2);
  }

  @Test
  void withoutACommandTheProgramSaysWhichThereAre() {
    assertThat(Main.run(new String[] {}, Map.of())).isEqualTo(2);
    assertThat(Main.run(new String[] {"watch", "--token", "x"}, Map.of())).isEqualTo(2);
    assertThat(Main.run(new String[] {"publish"}, Map.of())).isEqualTo(2);
  }

  @Test
  void aKeyThatIsNoOptionIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("footlights.conf"), "media-prot = 4570");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> options(Map.of(), "--config", file.toString()))
        .withMessageContainingAll("media-prot", "media-port");
  }
}
