package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.SimpleFileServer;
import dev.footlights.e2e.browser.Chromium;
import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Needs;
import dev.footlights.e2e.harness.Program;
import dev.footlights.e2e.harness.Repository;
import dev.footlights.e2e.harness.Sdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code examples/}: each is run as its README says. {@code ffmpeg-whip.sh} has a test of its own.
 */
class TheExamplesPrintWhatTheyPromiseTest {
  private static final Path EXAMPLES = Repository.root().resolve("examples");

  private final Footlights server = Footlights.start();

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void stopParticipantReplicationInPython() {
    String python = Needs.python().toString();

    prints("stop_participant_replication.txt", python, example("stop_participant_replication.py"));
  }

  @Test
  void stopParticipantReplicationInJava() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    prints(
        "stop_participant_replication.txt",
        java,
        "-cp",
        System.getProperty("java.class.path"),
        example("StopParticipantReplication.java"));
  }

  @Test
  void vsMode() {
    String python = Needs.python().toString();

    prints("vs_mode.txt", python, example("vs_mode.py"));
  }

  @Test
  void vsModeInJavaScript() {
    Path folder = Needs.javascript();

    prints("vs_mode.txt", Needs.node().toString(), folder.resolve("vs_mode.mjs").toString());
  }

  @Test
  void aTokenThatTheExampleSignedPublishes(@TempDir Path folder) throws IOException {
    String python = Needs.python().toString();
    Needs.openssl();
    Path script = Files.copy(Path.of(example("self_signed_token.py")), folder.resolve("sign.py"));

    var result = Program.run(server.environment(), folder, List.of(python, script.toString()));

    assertThat(result.code()).as(result.errors()).isZero();
    List<String> lines = result.output().lines().toList();
    String stage = lines.getFirst().replaceFirst("stage: +", "");
    try (var sdk = Sdk.of(server);
        var host =
            Program.start(
                "publish",
                server.environment(),
                Footlights.command("publish", "--token", lines.getLast()))) {
      String publishing =
          host.line("PUBLISHING", Duration.ofSeconds(60), line -> line.startsWith("PUBLISHING "));
      sdk.awaitPublishing(stage, publishing.substring("PUBLISHING ".length()).strip());
    }
  }

  @Test
  void aPageOfAnotherOriginPublishesAndAnotherWatches() {
    try (var chromium = Chromium.start();
        var sdk = Sdk.of(server)) {
      String red = sdk.stage("red");
      var host = sdk.publisherToken(red);
      var files =
          SimpleFileServer.createFileServer(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              EXAMPLES,
              SimpleFileServer.OutputLevel.NONE);
      files.start();
      try {
        String origin = "http://127.0.0.1:" + files.getAddress().getPort();
        Page publish = chromium.page();
        publish.navigate(address(origin, "publish.html", host.token()));
        publish.getByText("Test card with a tone").click();
        publish.getByText("Publishing.").waitFor();
        sdk.awaitPublishing(red, host.participantId());

        Page watch = chromium.page();
        watch.navigate(address(origin, "watch.html", sdk.viewerToken(red).token()));
        watch.locator("button").click();
        watch.getByText("1 publishing.").waitFor();
        watch.waitForFunction("document.querySelector('video')?.videoWidth === 640");

        publish.getByText("Stop", new Page.GetByTextOptions().setExact(true)).click();
        watch.getByText("Nobody is publishing.").waitFor();
        assertThat(watch.locator("video").count()).isZero();
      } finally {
        files.stop(0);
      }
    }
  }

  private String address(String origin, String page, String token) {
    return origin + "/" + page + "?server=" + server.base() + "&token=" + token;
  }

  private static String example(String name) {
    return EXAMPLES.resolve(name).toString();
  }

  private void prints(String expected, String... command) {
    var result = Program.run(server.environment(), List.of(command));

    assertThat(result.code()).as(result.errors()).isZero();
    String output =
        result
            .output()
            .replaceAll(
                "'accessControlExposeHeaders': '[^']+'", "'accessControlExposeHeaders': '…'")
            .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:…");
    assertThat(output).isEqualTo(Repository.resource(expected).strip());
  }
}
