package dev.footlights.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.presence.StageState;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.Test;

class ASlowReaderTest {
  private final BlockingQueue<Callback> unread = new LinkedBlockingQueue<>();
  private final List<String> sent = new ArrayList<>();
  private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  /** Sends complete when the test says so. */
  private final Session session =
      (Session)
          Proxy.newProxyInstance(
              Session.class.getClassLoader(),
              new Class<?>[] {Session.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("sendText")) {
                  sent.add((String) arguments[0]);
                  unread.add((Callback) arguments[1]);
                } else if (method.getName().equals("close")) {
                  closed.add((Integer) arguments[0]);
                }
                return null;
              });

  private static StageState state(String id) {
    return new StageState(id, List.of());
  }

  private void read() throws InterruptedException {
    Callback one = unread.poll(10, TimeUnit.SECONDS);
    assertThat(one).isNotNull();
    one.succeed();
  }

  @Test
  void missesStatesThatNewerOnesReplacedAndHoldsNobodyUp() throws Exception {
    var socket = new Socket(session, new StateText(), Thread::startVirtualThread);
    socket.state(state("first"));
    Callback stuck = unread.poll(10, TimeUnit.SECONDS);
    assertThat(stuck).isNotNull();
    for (int i = 0; i < 10_000; i++) {
      socket.state(state("state " + i));
      socket.pong();
    }
    stuck.succeed();
    for (int i = 0; i < Socket.MAX_PONGS + 1; i++) {
      read();
    }
    socket.closed(4004, "stage deleted");
    assertThat(closed.poll(10, TimeUnit.SECONDS)).isEqualTo(4004);
    assertThat(sent).hasSize(1 + Socket.MAX_PONGS + 1);
    assertThat(sent.getFirst()).contains("first");
    assertThat(sent.getLast()).contains("state 9999");
  }

  @Test
  void isToldNothingAfterTheClose() {
    var socket = new Socket(session, new StateText(), waiting::add);
    socket.closed(4003, "disconnected");
    socket.state(state("late"));
    waiting.remove().run();
    socket.state(state("later"));
    assertThat(waiting).isEmpty();
    assertThat(sent).isEmpty();
    assertThat(closed).containsExactly(4003);
  }
}
