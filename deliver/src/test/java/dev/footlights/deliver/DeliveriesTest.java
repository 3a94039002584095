package dev.footlights.deliver;

import static dev.footlights.deliver.Entries.commit;
import static dev.footlights.deliver.Entries.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.store.memory.MemoryStore;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads; pauses and order are DeliveryTest's. */
@Timeout(60)
class DeliveriesTest {
  private final MemoryStore store = new MemoryStore();

  /** Has been told up to the beginning of the log. */
  private final class Threaded implements Receiver {
    final LinkedBlockingQueue<Long> told = new LinkedBlockingQueue<>();
    private final String name;
    private final Function<LoggedEvent, Told> answer;
    volatile boolean closed;

    Threaded(String name, Function<LoggedEvent, Told> answer) {
      this.name = name;
      this.answer = answer;
      store.advance(name, Math.max(0, store.cursor(name).join())).join();
    }

    long next() throws InterruptedException {
      Long position = told.poll(60, TimeUnit.SECONDS);
      return position == null ? -1 : position;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String place() {
      return "here";
    }

    @Override
    public boolean wants(EventName event) {
      return true;
    }

    @Override
    public int most() {
      return 1;
    }

    @Override
    public Told tell(List<LoggedEvent> entries) {
      Told answered = answer.apply(entries.getFirst());
      told.add(entries.getFirst().position());
      return answered;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private Deliveries deliver(Receiver... receivers) {
    return new Deliveries(store, List.of(receivers), RetrySettings.USUAL, new SplittableRandom(1));
  }

  @Test
  void aReceiverThatHangsDelaysNoOther() throws Exception {
    var hangs = new CountDownLatch(1);
    var slow =
        new Threaded(
            "slow",
            entry -> {
              try {
                hangs.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Told.only(0, "slow");
            });
    var quick = new Threaded("quick", entry -> Told.all(1));
    try (var deliveries = deliver(slow, quick)) {
      for (long i = 1; i <= 20; i++) {
        commit(store, event("a", EventName.JOINED));
        assertThat(quick.next()).isEqualTo(i);
      }
      assertThat(deliveries.all()).extracting(Delivery::receiver).containsExactly("slow", "quick");
      hangs.countDown();
    }
    assertThat(slow.closed && quick.closed).isTrue();
    assertThat(store.cursor("quick").join()).isEqualTo(20);
    assertThat(store.cursor("slow").join()).isZero();
  }
}
