package dev.footlights.store.sql;

import static dev.footlights.store.Samples.SCOPE;
import static dev.footlights.store.Samples.arn;
import static dev.footlights.store.Samples.sessionId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.stage.PageRequest;
import dev.footlights.stage.participant.ParticipantFilter;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.Outbox;
import dev.footlights.stage.repository.Store;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.store.Samples;
import dev.footlights.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL against plain maps: whatever is committed, both answer alike. */
class TwoStoresAgreeTest {
  private static final List<String> LETTERS = List.of("a", "b", "c", "d");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void afterRandomChanges(long seed) {
    agree(seed, SqlStore.inMemory(TwoStoresAgreeTest::fail));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void afterRandomChangesInPostgres(long seed) throws Exception {
    agree(seed, SqlStore.open(Postgres.server().database(), TwoStoresAgreeTest::fail));
  }

  private static void fail(Throwable failure) {
    throw new AssertionError(failure);
  }

  private static void agree(long seed, SqlStore opened) {
    var random = new SplittableRandom(seed);
    var memory = new MemoryStore();
    try (SqlStore sql = opened) {
      for (int round = 0; round < 10; round++) {
        for (int i = random.nextInt(30); i > 0; i--) {
          Change change = Samples.random(random);
          sql.commit(change).join();
          memory.commit(change);
        }
        int max = random.nextInt(1, 6);
        assertThat(everything(sql, max)).isEqualTo(everything(memory, max));
      }
    }
  }

  private static List<Object> everything(Store store, int max) {
    List<Object> all = new ArrayList<>();
    PageRequest page = new PageRequest(max, null);
    all.add(store.load().join());
    all.add(store.stages(SCOPE, page).join());
    all.add(((Outbox) store).log(0, 100).join());
    for (ResourceType type : ResourceType.values()) {
      all.add(store.resources(SCOPE, type, null, page).join());
    }
    for (String stage : LETTERS) {
      all.add(store.stage(arn(stage)).join());
      all.add(store.sessions(arn(stage), page).join());
      for (String other : LETTERS) {
        all.add(store.session(arn(stage), sessionId(other)).join());
        all.add(store.replicas(arn(stage), ParticipantId.of(other), page).join());
        for (var state : ParticipantState.values()) {
          var filter = new ParticipantFilter(null, null, state, null);
          all.add(store.participants(arn(stage), sessionId(other), filter, page).join());
        }
        for (String id : LETTERS) {
          var participant = ParticipantId.of(id);
          all.add(store.participant(arn(stage), sessionId(other), participant).join());
          all.add(store.events(arn(stage), sessionId(other), participant, page).join());
        }
      }
    }
    return all;
  }
}
