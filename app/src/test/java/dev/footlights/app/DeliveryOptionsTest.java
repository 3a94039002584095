package dev.footlights.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.footlights.deliver.Receiver;
import dev.footlights.deliver.bus.BusSettings;
import dev.footlights.deliver.form.BusEvent;
import dev.footlights.stage.event.EventName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class DeliveryOptionsTest {
  @TempDir private Path folder;

  private static ServeOptions serve(Map<String, String> environment, String... arguments) {
    var line = new CommandLine(new ServeCommand());
    line.setDefaultValueProvider(Settings.of(arguments, environment, Settings.keys(line)));
    line.parseArgs(arguments);
    ServeCommand command = line.getCommand();
    return command.options();
  }

  private static DeliverySettings options(String... arguments) {
    return serve(Map.of(), arguments).delivery();
  }

  @Test
  void withoutAnythingNobodyIsTold() throws IOException {
    assertThat(options()).isEqualTo(DeliverySettings.NONE);
    assertThat(options().receivers()).isEmpty();
  }

  @Test
  void receiversAreNamedByOptionsOrVariables() {
    DeliverySettings settings =
        serve(
                Map.of(
                    "FOOTLIGHTS_WEBHOOK", "https://a.example/x,https://b.example/y",
                    "FOOTLIGHTS_WEBHOOK_SECRET_FILE", "secret",
                    "FOOTLIGHTS_EVENT_BUS", "default,stages",
                    "FOOTLIGHTS_DELIVERY_PARK_AFTER", "2"),
                "--event-bus-endpoint",
                "http://127.0.0.1:4566",
                "--event-bus-region",
                "eu-west-1")
            .delivery();
    assertThat(settings.webhooks())
        .containsExactly(URI.create("https://a.example/x"), URI.create("https://b.example/y"));
    assertThat(settings.webhookSecrets()).contains(Path.of("secret"));
    assertThat(settings.webhookEvents()).isEqualTo(BusEvent.NAMES);
    URI endpoint = URI.create("http://127.0.0.1:4566");
    assertThat(settings.buses())
        .containsExactly(
            new BusSettings("default", endpoint, "eu-west-1"),
            new BusSettings("stages", endpoint, "eu-west-1"));
    assertThat(settings.parkAfter()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void aWebhookIsToldOfWhatItsOptionNames() {
    String url = "http://127.0.0.1:8000/hook";
    assertThat(options("--webhook", url, "--webhook-events", "JOINED,LEFT").webhookEvents())
        .containsExactlyInAnyOrder(EventName.JOINED, EventName.LEFT);
    assertThat(options("--webhook", url, "--webhook-events", "all").webhookEvents())
        .containsExactlyInAnyOrder(EventName.values());
  }

  @ParameterizedTest
  @CsvSource({
    "--webhook, example.org",
    "--webhook, ftp://example.org/x",
    "--webhook, http://example.org/x",
    "--webhook, http://127.0.0.1.example.org/x",
    "--webhook, https://me:pw@example.org/x",
    "--webhook-events, STARTED",
    "--event-bus, 'a bus'",
    "--event-bus, arn:aws:sqs:us-east-1:111122223333:q",
    "--event-bus-endpoint, 127.0.0.1",
    "--delivery-park-after, 0",
    "--delivery-park-after, soon",
  })
  void aWrongValueIsToldInOneLineThatNamesTheOption(String option, String value) {
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> options(option, value))
        .satisfies(
            e -> assertThat(e.getMessage()).contains(option).contains(value).doesNotContain("\n"));
  }

  @Test
  void webhooksElsewhereThanOnLoopbackAreSigned() {
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> options("--webhook", "https://example.org/x"))
        .withMessageContaining("--webhook-secret-file");
    assertThat(options("--webhook", "http://localhost:1/x").webhooks()).hasSize(1);
  }

  @Test
  void plainHttpElsewhereMustBeSaidAloud() {
    assertThat(
            options(
                    "--webhook",
                    "http://example.org/x",
                    "--webhook-allow-http",
                    "--webhook-secret-file",
                    "secret")
                .webhooks())
        .hasSize(1);
  }

  @Test
  void onAwsItselfTheSourceIsNotAwss() {
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> options("--event-bus", "default"))
        .withMessageContaining("--event-bus-source");
    assertThat(options("--event-bus", "default", "--event-bus-source", "footlights.ivs").buses())
        .containsExactly(new BusSettings("default", null, null, "footlights.ivs"));
  }

  @Test
  void theSameTwiceIsRefused() {
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> options("--webhook", "http://localhost:1/x,http://localhost:1/x"))
        .withMessageContaining("named once");
  }

  @Test
  void secretsAreReadAndNeverShown() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "0123456789abcdef0123456789abcdef\n");
    List<Receiver> receivers =
        options("--webhook", "https://example.org/x", "--webhook-secret-file", file.toString())
            .receivers();
    assertThat(receivers).hasSize(1);
    receivers.getFirst().close();
  }

  @Test
  void whereAReceiverIsIsToldWithoutWhatMayBeSecret() throws IOException {
    List<Receiver> receivers =
        options(
                "--webhook",
                "http://localhost:8000/,http://localhost:8000/hush,http://127.0.0.1:8001?key=hush",
                "--event-bus",
                "stages",
                "--event-bus-region",
                "eu-west-1",
                "--event-bus-endpoint",
                "http://me:hush@127.0.0.1:4566/hush")
            .receivers();
    assertThat(receivers.stream().map(Receiver::place))
        .containsExactly(
            "http://localhost:8000/",
            "http://localhost:8000/…",
            "http://127.0.0.1:8001/…",
            "stages at http://127.0.0.1:4566 eu-west-1");
    receivers.forEach(Receiver::close);
  }

  @Test
  void aSecretThatOthersMayReadIsWarnedOf() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "short");
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(loggedByAStartWith(file)).contains(file + " can be read by everybody");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(loggedByAStartWith(file)).doesNotContain("can be read by everybody");
  }

  /** The start fails for the secret is too short, so that nothing runs. */
  private static String loggedByAStartWith(Path secret) throws Exception {
    ServeOptions options =
        serve(
            Map.of(),
            "--ephemeral",
            "--dev",
            "--webhook",
            "https://example.org/x",
            "--webhook-secret-file",
            secret.toString());
    PrintStream usual = System.err;
    var logged = new ByteArrayOutputStream();
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    try {
      var unheard = new PrintWriter(new StringWriter());
      assertThat(Serving.run(options, unheard, unheard)).isEqualTo(1);
    } finally {
      System.setErr(usual);
    }
    return logged.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"short, must have 24 bytes", "'', there is no secret in it", "-, there is no file"})
  void aSecretThatCannotBeUsedEndsTheStartInOneLine(String content, String why) throws Exception {
    Path file = folder.resolve("secret");
    if (!content.equals("-")) {
      Files.writeString(file, content);
    }
    var said = new StringWriter();
    ServeOptions options =
        serve(
            Map.of(),
            "--ephemeral",
            "--dev",
            "--webhook",
            "https://example.org/x",
            "--webhook-secret-file",
            file.toString());
    assertThat(Serving.run(options, new PrintWriter(said), new PrintWriter(said))).isEqualTo(1);
    assertThat(said.toString()).startsWith("serve: --webhook-secret-file").contains(why);
    assertThat(said.toString().strip()).doesNotContain("\n").doesNotContain("'short'");
  }
}
