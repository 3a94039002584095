package dev.footlights.app;

import dev.footlights.deliver.Delivery;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;

/** How far each receiver of events was told, as metrics. */
final class DeliveryMeters implements MeterBinder {
  private final List<Delivery> deliveries;

  DeliveryMeters(List<Delivery> deliveries) {
    this.deliveries = deliveries;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Delivery delivery : deliveries) {
      String receiver = delivery.receiver();
      Gauge.builder("footlights.delivery.parked", delivery, d -> d.parked() ? 1 : 0)
          .tag("receiver", receiver)
          .description("1 while a receiver has failed for so long that it is tried seldom")
          .register(registry);
      Gauge.builder("footlights.delivery.behind", delivery, Delivery::behind)
          .tag("receiver", receiver)
          .description("Entries of the log that a receiver was not told of yet")
          .register(registry);
      FunctionCounter.builder("footlights.delivery.delivered", delivery, Delivery::delivered)
          .tag("receiver", receiver)
          .description("Events that a receiver acknowledged")
          .register(registry);
      FunctionCounter.builder("footlights.delivery.failed", delivery, Delivery::failed)
          .tag("receiver", receiver)
          .description("Attempts that a receiver did not acknowledge in full")
          .register(registry);
    }
  }
}
