package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.e2e.browser.Chromium;
import dev.footlights.e2e.browser.Schedule;
import dev.footlights.e2e.browser.Tab;
import dev.footlights.e2e.harness.Await;
import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Repository;
import dev.footlights.e2e.harness.Sdk;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * From the 200 of StartParticipantReplication to a frame that a viewer of the destination, who
 * attends its events, sees.
 */
class AReplicaAppearsSoonTest {
  private static final int RUNS = 20;
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Four times the aim: the machine of a test is not a machine for measuring. */
  private static final long MOST_MILLIS = 2_000;

  @Test
  void twentyTimesInARow() throws IOException {
    try (var chromium = Chromium.start();
        var server = Footlights.start();
        var sdk = Sdk.of(server)) {
      String red = sdk.stage("red");
      String blue = sdk.stage("blue");
      var host = sdk.publisherToken(red);
      chromium.open(server.base()).publish("host", host.token(), Schedule.warm());
      sdk.awaitPublishing(red, host.participantId());
      Tab viewer = chromium.open(server.base());
      viewer.follow("blue", sdk.viewerToken(blue).token(), Sdk.id(blue));

      var told = new ArrayList<Long>();
      var shown = new ArrayList<Long>();
      var offered = new ArrayList<Long>();
      for (int run = 1; run <= RUNS; run++) {
        int sofar = run;
        sdk.start(red, blue, host.participantId());
        long answered = System.currentTimeMillis();
        Tab.Arrival arrival =
            Await.until(
                    "shown for the " + run + ". time",
                    SOON,
                    () -> viewer.arrivalsOf("blue"),
                    arrivals -> arrivals.size() == sofar)
                .getLast();
        told.add(arrival.told() - answered);
        shown.add(arrival.frame() - answered);
        offered.add(arrival.frame() - arrival.told());
        sdk.stop(red, blue, host.participantId());
        Await.until(
            "gone",
            SOON,
            () -> viewer.states("blue").getLast().publishing(),
            publishing -> publishing.isEmpty());
      }

      String figures =
          figure("200 to the events' word", told)
              + figure("200 to the first frame", shown)
              + figure("offer to the first frame", offered);
      Files.writeString(Repository.target(".").resolve("replica-appears.txt"), figures);
      assertThat(percentile(shown, 95)).as(figures).isLessThan(MOST_MILLIS);
    }
  }

  private static String figure(String name, List<Long> millis) {
    return String.format(
        Locale.ROOT,
        "%-26s p50 %4d ms   p95 %4d ms   (%d runs)%n",
        name,
        percentile(millis, 50),
        percentile(millis, 95),
        millis.size());
  }

  /** The smallest value that this many percent do not exceed. */
  private static long percentile(List<Long> values, int percent) {
    var sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((sorted.size() * percent + 99) / 100 - 1);
  }
}
