package dev.footlights.app;

import dev.footlights.rtc.Reject;
import dev.footlights.sfu.stats.Counters;
import dev.footlights.sfu.stats.Counters.Total;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;

/** The media loops' totals as metrics: one series a loop, and one a loop and reason of refusal. */
final class MediaMeters implements MeterBinder {
  private final List<Counters> loops;

  MediaMeters(List<Counters> loops) {
    this.loops = loops;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (int loop = 0; loop < loops.size(); loop++) {
      Counters counters = loops.get(loop);
      String name = Integer.toString(loop);
      for (Total total : Total.values()) {
        FunctionCounter.builder(
                "footlights.media." + total.name().toLowerCase(Locale.ROOT),
                counters,
                of -> of.total(total))
            .tag("loop", name)
            .register(registry);
      }
      for (Reject reason : Reject.values()) {
        if (reason != Reject.NONE) {
          FunctionCounter.builder("footlights.media.rejected", counters, of -> of.rejected(reason))
              .tag("loop", name)
              .tag("reason", reason.metric())
              .description("Datagrams and packets that were dropped, by reason")
              .register(registry);
        }
      }
    }
  }
}
