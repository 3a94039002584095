package dev.footlights.live.control;

import static dev.footlights.live.Rig.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.FakeStore;
import dev.footlights.live.Rig;
import dev.footlights.rtc.dtls.Fingerprint;
import dev.footlights.sfu.shard.Command;
import dev.footlights.sfu.shard.Shards;
import dev.footlights.stage.PageRequest;
import dev.footlights.stage.recording.RecordingConfiguration;
import dev.footlights.stage.repository.LiveState;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ControlThreadTest {
  private static final int CALLERS = 4;
  private static final int CALLS = 50;

  private static final Shards NO_MEDIA =
      new Shards() {
        @Override
        public int count() {
          return 1;
        }

        @Override
        public List<InetSocketAddress> candidates(int shard) {
          return List.of();
        }

        @Override
        public void command(int shard, long id, Command command) {}
      };

  @Test
  void answersCallersOfManyThreadsWhileTheStoreAnswersOnAnother() throws Exception {
    var failures = new ConcurrentLinkedQueue<Throwable>();
    try (var disk = Executors.newSingleThreadExecutor();
        var callers = Executors.newFixedThreadPool(CALLERS)) {
      var control =
          new Control(
              FakeStore.on(disk, new FakeStore()),
              LiveState.EMPTY,
              NO_MEDIA,
              new Fingerprint("sha-256", "AA"),
              ControlSettings.dev(),
              new SecureRandom(),
              failures::add);
      try (var thread = new ControlThread(control, System::nanoTime, InstantSource.system())) {
        control.ready().get(60, TimeUnit.SECONDS);
        List<CompletableFuture<Set<String>>> made = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
          made.add(CompletableFuture.supplyAsync(() -> stages(control), callers));
        }
        Set<String> names = new HashSet<>();
        for (var some : made) {
          names.addAll(some.get(60, TimeUnit.SECONDS));
        }
        assertThat(names).hasSize(CALLERS * CALLS);
        assertThat(thread).isNotNull();
      }
    }
    assertThat(failures).isEmpty();
  }

  /** Each stage is there to be read as soon as it was answered. */
  private static Set<String> stages(Control control) {
    Set<String> arns = new HashSet<>();
    for (int i = 0; i < CALLS; i++) {
      var arn =
          control
              .createStage(
                  SCOPE, "", Map.of(), RecordingConfiguration.NONE, List.of(), Rig.ENDPOINTS)
              .join()
              .stage()
              .arn();
      if (control.getStage(SCOPE, arn).join().arn().equals(arn)) {
        arns.add(arn.toString());
      }
    }
    assertThat(control.listStages(SCOPE, new PageRequest(50, null)).join().items())
        .hasSizeGreaterThanOrEqualTo(CALLS);
    return arns;
  }
}
