package dev.footlights.sfu.shard;

import dev.footlights.sfu.transport.Transport;
import java.util.Arrays;

/**
 * The transports in the order of their deadlines: a binary heap that is re-armed lazily.
 *
 * <p>An entry may be early, never late: whoever takes it looks again at what the transport wants.
 */
final class Deadlines {
  private Transport[] heap = new Transport[16];
  private int size;

  /** When the first transport must be looked at, or {@link Long#MAX_VALUE}. */
  long first() {
    return size == 0 ? Long.MAX_VALUE : heap[0].armedFor();
  }

  /** Makes sure that the transport is looked at no later than its deadline. */
  void arm(Transport transport, long deadline) {
    int at = transport.heapSlot();
    if (at < 0) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size * 2);
      }
      transport.arm(deadline);
      place(size, transport);
      up(size++);
    } else if (deadline < transport.armedFor()) {
      transport.arm(deadline);
      up(at);
    }
  }

  /** Takes the first transport if its entry is due, else null. */
  @org.jspecify.annotations.Nullable
  Transport poll(long now) {
    if (size == 0 || heap[0].armedFor() > now) {
      return null;
    }
    Transport due = heap[0];
    remove(due);
    return due;
  }

  void remove(Transport transport) {
    int at = transport.heapSlot();
    if (at < 0) {
      return;
    }
    transport.heapSlot(-1);
    Transport last = heap[--size];
    if (at < size) {
      place(at, last);
      up(at);
      down(last.heapSlot());
    }
  }

  private void place(int at, Transport transport) {
    heap[at] = transport;
    transport.heapSlot(at);
  }

  private void up(int from) {
    Transport moving = heap[from];
    int at = from;
    while (at > 0 && heap[(at - 1) / 2].armedFor() > moving.armedFor()) {
      place(at, heap[(at - 1) / 2]);
      at = (at - 1) / 2;
    }
    place(at, moving);
  }

  private void down(int from) {
    Transport moving = heap[from];
    int at = from;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && heap[child + 1].armedFor() < heap[child].armedFor()) {
        child++;
      }
      if (heap[child].armedFor() >= moving.armedFor()) {
        break;
      }
      place(at, heap[child]);
      at = child;
    }
    place(at, moving);
  }
}
