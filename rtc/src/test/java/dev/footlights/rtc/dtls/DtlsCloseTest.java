package dev.footlights.rtc.dtls;

import static dev.footlights.rtc.dtls.DtlsNetwork.CLIENT;
import static dev.footlights.rtc.dtls.DtlsNetwork.SERVER;
import static dev.footlights.rtc.dtls.DtlsNetwork.secure;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DtlsCloseTest {

  @Test
  void aServersCloseNotifyClosesTheClient() {
    try (var network = new DtlsNetwork(1).connect()) {
      network.server.close();
      network.settle();
      network.runOut();

      assertThat(network.server.state()).isEqualTo(DtlsEngine.State.CLOSED);
      assertThat(network.client.state()).isEqualTo(DtlsEngine.State.CLOSED);
      assertThat(network.client.failure()).isEmpty();
    }
  }

  @Test
  void aClientsCloseNotifyClosesTheServer() {
    try (var network = new DtlsNetwork(1).connect()) {
      network.client.close();
      network.settle();
      network.runOut();

      assertThat(network.client.state()).isEqualTo(DtlsEngine.State.CLOSED);
      assertThat(network.server.state()).isEqualTo(DtlsEngine.State.CLOSED);
    }
  }

  @Test
  void closingTwiceSaysItOnce() {
    try (var network = new DtlsNetwork(1).connect()) {
      network.runOut();
      network.server.close();
      assertThat(network.server.poll()).isNotNull();
      network.server.close();
      assertThat(network.server.poll()).isNull();
    }
  }

  @Test
  void aConnectedPairIsQuiet() {
    try (var network = new DtlsNetwork(1).connect()) {
      network.runOut();

      assertThat(network.client.nextTimeout()).isEqualTo(DtlsEngine.NEVER);
      assertThat(network.server.nextTimeout()).isEqualTo(DtlsEngine.NEVER);
      assertThat(network.client.state()).isEqualTo(DtlsEngine.State.CONNECTED);
    }
  }

  @Test
  void aConnectedEngineHasNoThread() throws InterruptedException {
    try (var network = new DtlsNetwork(1).connect()) {
      assertEnded(network.client);
      assertEnded(network.server);
    }
  }

  @Test
  void anAbandonedHandshakeLeavesNoThreadAndSendsNothing() throws InterruptedException {
    var network = new DtlsNetwork(1).start();
    network.runUntil(() -> network.server.coroutine().isStarted());
    assertThat(network.client.coroutine().thread().isAlive()).isTrue();
    assertThat(network.server.coroutine().thread().isAlive()).isTrue();

    network.client.close();
    network.server.close();

    assertEnded(network.client);
    assertEnded(network.server);
    assertThat(network.client.poll()).isNull();
    assertThat(network.server.poll()).isNull();
    assertThat(network.client.state()).isEqualTo(DtlsEngine.State.CLOSED);
    assertThat(network.client.nextTimeout()).isEqualTo(DtlsEngine.NEVER);
  }

  @Test
  void anEngineThatGaveUpHasNoThread() throws InterruptedException {
    var client = new DtlsEngine(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), secure(1));
    client.start(0);
    client.handleTimeout(DtlsEngine.GIVE_UP_NANOS);

    assertThat(client.state()).isEqualTo(DtlsEngine.State.FAILED);
    assertEnded(client);
  }

  @Test
  void aServerThatHeardNothingNeverHadAThread() {
    var server = new DtlsEngine(DtlsRole.SERVER, SERVER, CLIENT.fingerprint(), secure(1));
    server.start(0);
    assertThat(server.coroutine().isStarted()).isFalse();
    server.close();
    assertThat(server.coroutine().isStarted()).isFalse();
    assertThat(server.state()).isEqualTo(DtlsEngine.State.CLOSED);
  }

  @Test
  void aClosedEngineTakesNothing() {
    try (var network = new DtlsNetwork(1).connect()) {
      network.runOut();
      network.client.close();
      assertThat(network.client.poll()).isNotNull();
      network.server.close();
      byte[] other = Objects.requireNonNull(network.server.poll());

      network.client.start(network.now());
      network.client.handle(other, 0, other.length, network.now());
      assertThat(network.client.poll()).isNull();
      assertThat(network.client.state()).isEqualTo(DtlsEngine.State.CLOSED);
    }
  }

  private static void assertEnded(DtlsEngine engine) throws InterruptedException {
    assertThat(engine.coroutine().isDone()).isTrue();
    assertThat(engine.coroutine().thread().join(Duration.ofSeconds(60))).isTrue();
  }
}
