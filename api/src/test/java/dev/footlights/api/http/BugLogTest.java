package dev.footlights.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.Printed;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BugLogTest {
  @Test
  void aThousandBugsInAMomentAreOneEntryAndTheNextSaysHowManyWereNotTold() {
    var now = new AtomicLong(-5);
    var bugs = new BugLog(now::get);
    String first =
        Printed.by(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                bugs.tell("it", new IllegalStateException("why"));
              }
            });
    assertThat(first).containsOnlyOnce("it failed; 0 failures").containsOnlyOnce("why");
    now.addAndGet(BugLog.PAUSE.toNanos());
    assertThat(Printed.by(() -> bugs.tell("it", new IllegalStateException("why"))))
        .contains("it failed; 999 failures before it");
  }
}
