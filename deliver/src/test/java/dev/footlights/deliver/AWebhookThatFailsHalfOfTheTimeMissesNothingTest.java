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
import java.util.LinkedHashMap;
import java.util.Map;
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
  private static final int FINE = 0;

  private static final int REFUSED = 1;
  private static final int KEPT_BUT_REFUSED = 2;

  private static final JsonMapper JSON = new JsonMapper();

  private final SplittableRandom coin = new SplittableRandom(8);

  /** By its stage, what the receiver kept: the ids by sequence number, first come first. */
  private final Map<String, Map<Long, String>> kept = new LinkedHashMap<>();

  private long now;

  @Test
  void everyEventArrivesInOrderAlsoWhenTheServerIsStartedAgain(@TempDir Path folder)
      throws Exception {
    try (var hook =
        new Hook(
            (http, post) -> {
              int fate = coin.nextBoolean() ? FINE : 1 + coin.nextInt(2);
              if (fate != REFUSED) {
                keep(post);
              }
              http.sendResponseHeaders(fate == FINE ? 204 : 500, -1);
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
