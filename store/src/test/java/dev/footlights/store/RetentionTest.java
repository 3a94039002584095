package dev.footlights.store;

import static dev.footlights.store.Samples.T0;
import static dev.footlights.store.Samples.arn;
import static dev.footlights.store.Samples.rows;
import static dev.footlights.store.Samples.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.stage.PageRequest;
import dev.footlights.stage.repository.RowChange.PutSession;
import dev.footlights.store.memory.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RetentionTest {
  @Test
  void sessionsAreForgottenSoLongAfterTheirEnd() {
    var store = new MemoryStore();
    int old = 2 * Retention.BATCH + 1;
    for (int i = 0; i < old; i++) {
      store.commit(rows(new PutSession(session("a", "old" + i, 0).endedAt(T0))));
    }
    store.commit(rows(new PutSession(session("a", "later", 0).endedAt(T0.plusSeconds(2)))));
    store.commit(rows(new PutSession(session("a", "open", 0))));
    var now = InstantSource.fixed(T0.plusSeconds(1).plus(Duration.ofDays(90)));
    try (var retention = new Retention(store, Duration.ofDays(90), now)) {
      assertThat(retention.run()).isEqualTo(old);
    }
    assertThat(store.sessions(arn("a"), new PageRequest(9, null)).join().items())
        .extracting(s -> s.id().value())
        .containsExactlyInAnyOrder("st-later", "st-open");
  }
}
