package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.footlights.e2e.browser.Chromium;
import dev.footlights.e2e.browser.Tab;
import dev.footlights.e2e.harness.Await;
import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Needs;
import dev.footlights.e2e.harness.Program;
import dev.footlights.e2e.harness.Repository;
import dev.footlights.e2e.harness.Sdk;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code examples/ffmpeg-whip.sh}: a publisher that answers handshakes, names no MID and ignores
 * keyframe requests.
 */
class FfmpegPublishesAndIsReplicatedTest {

  @Test
  void andChromiumSeesAndHearsItInTheDestination() {
    String ffmpeg = Needs.ffmpeg();
    try (var chromium = Chromium.start();
        var server = Footlights.start();
        var sdk = Sdk.of(server)) {
      String red = sdk.stage("red");
      String blue = sdk.stage("blue");
      var host = sdk.publisherToken(red);
      var environment = new HashMap<>(server.environment());
      environment.put("FFMPEG", ffmpeg);
      String script = Repository.root().resolve("examples/ffmpeg-whip.sh").toString();
      try (var _ = Program.start("ffmpeg", environment, List.of("sh", script, host.token()))) {
        Await.until(
            "published by FFmpeg",
            Duration.ofSeconds(30),
            () -> sdk.events(red, host.participantId()),
            names -> names.contains("PUBLISH_STARTED"));
        sdk.start(red, blue, host.participantId());

        Tab inBlue = chromium.open(server.base());
        inBlue.watch("replica", sdk.viewerToken(blue).token(), host.participantId());

        Await.until(
            "60 frames decoded",
            Duration.ofSeconds(30),
            () -> inBlue.stats("replica"),
            stats -> stats.frames() >= 60);
        assertThat(inBlue.stats("replica").codecs()).containsExactly("audio/opus", "video/H264");
        assertThat(inBlue.listen("replica", Duration.ofSeconds(2))).isCloseTo(440, within(12.0));

        sdk.stop(red, blue, host.participantId());

        assertThat(inBlue.arrivals("replica", Duration.ofSeconds(1))).isZero();
      }
      Await.until(
          "LEFT once FFmpeg ended",
          Duration.ofSeconds(30),
          () -> sdk.events(red, host.participantId()),
          names -> names.contains("LEFT"));
    }
  }
}
