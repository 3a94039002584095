package dev.footlights.deliver;

import static dev.footlights.deliver.Entries.commit;
import static dev.footlights.deliver.Entries.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.deliver.webhook.SigningKeys;
import dev.footlights.deliver.webhook.Webhook;
import dev.footlights.stage.event.EventName;
import dev.footlights.store.sql.SqlStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real requests and a real store; the pauses between attempts are simulated. */
class AWebhookThatFailsHalfOfTheTimeMissesNothingTest {
  private static final int EVENTS = 60;

  /** How the receiver may fail: before or after it has kept what came. */
  private enum Fate {
    FINE,
    ALSO_FINE,
    REFUSED,
    KEPT_BUT_REFUSED
  }

  private static final JsonMapper JSON = new JsonMapper();

  private final SplittableRandom coin = new SplittableRandom(8);

  /** By its stage, what the receiver kept: the ids by sequence number, first come first. */
  private final Map<String, Map<Long, String>> kept = new LinkedHashMap<>();

  private final Map<String, Integer> tried = new HashMap<>();

  private long now;

  @Test
  void everyEventArrivesInOrderAlsoWhenTheServerIsStartedAgain(@TempDir Path folder)
      throws Exception {
    try (var hook =
        new Hook(
            (http, post) -> {
              http.sendResponseHeaders(received(post) ? 204 : 500, -1);
              http.close();
            })) {
      serve(folder, hook, 0, 0);
      int steps = 0;
      for (int happened = 0; happened < EVENTS; happened += 20) {
        steps += 15;
        serve(folder, hook, 20, steps);
      }
      serve(folder, hook, 0, Integer.MAX_VALUE);
      assertThat(hook.posts.size()).isGreaterThan(EVENTS * 3 / 2);
    }
    assertThat(kept.keySet()).containsExactlyInAnyOrder("a", "b");
    int all = 0;
    for (Map<Long, String> ofStage : kept.values()) {
      assertThat(ofStage.keySet())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, ofStage.size()).boxed().toList());
      assertThat(ofStage.values()).doesNotHaveDuplicates();
      all += ofStage.size();
    }
    assertThat(all).isEqualTo(EVENTS);
  }

  /** Of each event and each try of it the fate is known, whatever else comes meanwhile. */
  private synchronized boolean received(Hook.Post post) {
    int tries = tried.merge(post.header("webhook-id"), 1, Integer::sum);
    var random = new SplittableRandom(Objects.hash(post.header("webhook-id"), tries));
    Fate fate = Fate.values()[random.nextInt(Fate.values().length)];
    if (fate != Fate.REFUSED) {
      keep(post);
    }
    return fate == Fate.FINE || fate == Fate.ALSO_FINE;
  }

  /** A repeat must be the same event. */
  private void keep(Hook.Post post) {
    JsonNode event = JSON.readTree(post.body());
    String source = event.path("source").asString();
    String stage = source.substring(source.indexOf('/') + 1);
    long sequence = Long.parseLong(event.path("sequence").asString());
    String id = event.path("id").asString();
    String before =
        kept.computeIfAbsent(stage, s -> new LinkedHashMap<>()).putIfAbsent(sequence, id);
    assertThat(before == null ? id : before).isEqualTo(id);
  }

  /** A server's life: some events, some steps of the delivery or all, and no good-bye. */
  private void serve(Path folder, Hook hook, int events, int steps) throws InterruptedException {
    try (SqlStore store = SqlStore.open(folder, failure -> {});
        var webhook =
            new Webhook(
                hook.url(),
                SigningKeys.NONE,
                EnumSet.allOf(EventName.class),
                Duration.ofSeconds(30),
                () -> Entries.T0)) {
      var delivery =
          new Delivery(store, webhook, RetrySettings.USUAL, () -> now, new SplittableRandom(1));
      now = delivery.step();
      for (int i = 0; i < events; i++) {
        commit(store, event(coin.nextBoolean() ? "a" : "b", EventName.JOINED));
      }
      for (int i = 0; i < steps && delivery.behind() + events > 0; i++) {
        now = delivery.step();
        events = 0;
      }
    }
  }
}
