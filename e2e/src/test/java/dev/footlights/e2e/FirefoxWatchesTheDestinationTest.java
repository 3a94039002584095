package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.e2e.browser.Browser;
import dev.footlights.e2e.browser.Chromium;
import dev.footlights.e2e.browser.Firefox;
import dev.footlights.e2e.browser.Schedule;
import dev.footlights.e2e.browser.Tab;
import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Sdk;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Firefox as it is installed, with no preference of its peer connections set. A bare one decodes
 * VP8 and no H.264.
 */
class FirefoxWatchesTheDestinationTest {

  @Test
  void andSeesTheReplicaUntilItIsStopped() {
    Schedule schedule = Schedule.warm();
    try (Browser firefox = Firefox.start();
        Browser chromium = Chromium.start();
        var server = Footlights.start();
        var sdk = Sdk.of(server)) {
      String red = sdk.stage("red");
      String blue = sdk.stage("blue");
      var host = sdk.publisherToken(red);
      chromium.open(server.base()).publish("host", host.token(), schedule);
      sdk.awaitPublishing(red, host.participantId());
      sdk.start(red, blue, host.participantId());

      Tab inBlue = firefox.open(server.base());
      inBlue.watch("replica", sdk.viewerToken(blue).token(), host.participantId());

      assertThat(schedule.complaints(inBlue.look("replica", schedule.round()))).isEmpty();
      assertThat(inBlue.stats("replica").codecs()).contains("audio/opus", "video/VP8");
      assertThat(inBlue.stats("replica").audioPackets()).isPositive();

      sdk.stop(red, blue, host.participantId());

      assertThat(inBlue.arrivals("replica", Duration.ofSeconds(1))).isZero();
      inBlue.awaitEnd("replica", Duration.ofSeconds(30));
    }
  }

  @Test
  void andIsWatchedInItWhereItPublishes() {
    Schedule schedule = Schedule.cold();
    try (Browser firefox = Firefox.start();
        Browser chromium = Chromium.start();
        var server = Footlights.start();
        var sdk = Sdk.of(server)) {
      String red = sdk.stage("red");
      String blue = sdk.stage("blue");
      var host = sdk.publisherToken(red);
      firefox.open(server.base()).publish("host", host.token(), schedule);
      sdk.awaitPublishing(red, host.participantId());
      sdk.start(red, blue, host.participantId());

      Tab inBlue = chromium.open(server.base());
      inBlue.watch("replica", sdk.viewerToken(blue).token(), host.participantId());

      assertThat(schedule.complaints(inBlue.look("replica", schedule.round()))).isEmpty();
    }
  }
}
