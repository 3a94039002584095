package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.footlights.e2e.browser.Chromium;
import dev.footlights.e2e.browser.Schedule;
import dev.footlights.e2e.browser.Tab;
import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Sdk;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VsModeShowsBothHostsInBothStagesTest {

  @Test
  void eachStagesViewersSeeAndHearTheirOwnAndTheOther() {
    Schedule warm = Schedule.warm();
    Schedule cold = Schedule.cold();
    try (var chromium = Chromium.start();
        var server = Footlights.start();
        var sdk = Sdk.of(server)) {
      String red = sdk.stage("red");
      String blue = sdk.stage("blue");
      var redHost = sdk.publisherToken(red);
      var blueHost = sdk.publisherToken(blue);
      chromium.open(server.base()).publish("red", redHost.token(), warm);
      chromium.open(server.base()).publish("blue", blueHost.token(), cold);
      sdk.awaitPublishing(red, redHost.participantId());
      sdk.awaitPublishing(blue, blueHost.participantId());

      sdk.start(red, blue, redHost.participantId());
      sdk.start(blue, red, blueHost.participantId());

      for (String stage : new String[] {red, blue}) {
        Tab viewer = chromium.open(server.base());
        String token = sdk.viewerToken(stage).token();
        viewer.watch("red", token, redHost.participantId());
        viewer.watch("blue", token, blueHost.participantId());
        isShown(viewer, "red", warm);
        isShown(viewer, "blue", cold);
      }

      sdk.stop(red, blue, redHost.participantId());

      Tab inRed = chromium.open(server.base());
      inRed.watch("blue", sdk.viewerToken(red).token(), blueHost.participantId());
      isShown(inRed, "blue", cold);
    }
  }

  private static void isShown(Tab viewer, String name, Schedule schedule) {
    assertThat(schedule.complaints(viewer.look(name, schedule.round()))).isEmpty();
    assertThat(viewer.listen(name, Duration.ofSeconds(1)))
        .isCloseTo(schedule.hertz(), within(12.0));
  }
}
