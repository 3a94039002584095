package dev.footlights.app;

import dev.footlights.deliver.Receiver;
import dev.footlights.deliver.bus.BusSettings;
import dev.footlights.deliver.bus.EventBus;
import dev.footlights.deliver.form.BusEvent;
import dev.footlights.deliver.webhook.SigningKeys;
import dev.footlights.deliver.webhook.Webhook;
import dev.footlights.stage.event.EventName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told of events, checked.
 *
 * @param webhooks where to post them
 * @param webhookSecrets the file of the keys that sign; absent: unsigned, on loopback
 * @param webhookEvents what webhooks are told of
 * @param buses which EventBridge buses are told
 * @param parkAfter how long a receiver fails before it is parked
 */
record DeliverySettings(
    List<URI> webhooks,
    Optional<Path> webhookSecrets,
    Set<EventName> webhookEvents,
    List<BusSettings> buses,
    Duration parkAfter) {
  /** Nobody. */
  static final DeliverySettings NONE =
      new DeliverySettings(
          List.of(), Optional.empty(), BusEvent.NAMES, List.of(), Duration.ofHours(24));

  DeliverySettings {
    webhooks = List.copyOf(webhooks);
    webhookEvents = Set.copyOf(webhookEvents);
    buses = List.copyOf(buses);
  }

  /**
   * Makes them.
   *
   * @throws IOException when the secrets cannot be read; the message is for people
   * @throws IllegalArgumentException when they are none, or a bus is nowhere
   */
  List<Receiver> receivers() throws IOException {
    List<Receiver> receivers = new ArrayList<>();
    if (!webhooks.isEmpty()) {
      SigningKeys keys = keys();
      for (URI url : webhooks) {
        receivers.add(
            new Webhook(url, keys, webhookEvents, Webhook.TIMEOUT, InstantSource.system()));
      }
    }
    buses.forEach(bus -> receivers.add(new EventBus(bus)));
    return receivers;
  }

  private SigningKeys keys() throws IOException {
    if (webhookSecrets.isEmpty()) {
      return SigningKeys.NONE;
    }
    Path file = webhookSecrets.get();
    try {
      return SigningKeys.read(file);
    } catch (NoSuchFileException e) {
      throw new IOException("--webhook-secret-file: there is no file " + file, e);
    } catch (IOException e) {
      throw new IOException("--webhook-secret-file: cannot read " + file + ": " + e, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--webhook-secret-file: " + file + ": " + e.getMessage(), e);
    }
  }
}
