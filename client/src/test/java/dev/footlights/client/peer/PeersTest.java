package dev.footlights.client.peer;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.client.media.TestCard;
import dev.footlights.rtc.dtls.DtlsIdentity;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A publisher and a viewer, joined by the smallest server, in simulated time. */
class PeersTest {
  private static final long START = -7_000_000_000L;

  private final SeededRandom random = new SeededRandom(1);
  private Network network = new Network(1, MILLISECONDS.toNanos(10));
  private long now = START;
  private TinyServer server = new TinyServer(network, random, now);
  private final TestCardPublisher card = new TestCardPublisher(TestCard.RED, random);
  private final Viewer viewer = new Viewer(random);
  private final Peer publishing = peer(card);
  private final Peer watching = peer(viewer);

  private Peer peer(Media media) {
    var identity = DtlsIdentity.create(random, Instant.ofEpochSecond(1_800_000_000));
    return new Peer(media, identity, random);
  }

  private void over(Network network) {
    this.network = network;
    this.server = new TinyServer(network, random, now);
  }

  @AfterEach
  void closeBoth() {
    publishing.close();
    watching.close();
    server.closeViewer(now);
    if (server.publisher.dtls != null) {
      server.publisher.dtls.close();
    }
  }

  private void connect() {
    host(server.publisher, publishing);
    host(server.viewer, watching);
    String toWatch = server.viewer.answer(now, watching.offer(), false);
    watching.answer(now, toWatch);
    String toPublish = server.publisher.answer(now, publishing.offer(), true);
    publishing.answer(now, toPublish);
  }

  private void host(TinyServer.Transport transport, Peer peer) {
    transport.host = (at, from, bytes) -> peer.receive(at, from, bytes, 0, bytes.length);
  }

  private void run(long nanos) {
    runUntil(() -> false, nanos);
  }

  private boolean runUntil(BooleanSupplier done, long atMost) {
    long end = now + atMost;
    while (now < end && !done.getAsBoolean()) {
      turn(publishing, server.publisher, new InetSocketAddress("192.0.2.2", 2000));
      turn(watching, server.viewer, new InetSocketAddress("192.0.2.3", 3000));
      server.flush(now);
      network.deliver(now);
      now += MILLISECONDS.toNanos(1);
    }
    return done.getAsBoolean();
  }

  private void turn(Peer peer, TinyServer.Transport transport, InetSocketAddress own) {
    if (peer.deadline() <= now) {
      peer.flush(
          now,
          (to, bytes, off, length) -> {
            assertThat(to).isEqualTo(TinyServer.ADDRESS);
            network.send(now, own, transport, bytes, off, length);
          });
    }
    assertThat(peer.deadline()).as("after flush always later").isGreaterThan(now);
  }

  @Test
  void whatOnePublishesTheOtherDecodesFromTheFirstKeyframeOn() {
    connect();
    run(SECONDS.toNanos(5));
    assertThat(publishing.state()).isEqualTo(Peer.State.CONNECTED);
    assertThat(watching.state()).isEqualTo(Peer.State.CONNECTED);
    TrackStats video = viewer.video();
    assertThat(video.decodable()).isGreaterThan(130).isGreaterThanOrEqualTo(card.frames() - 5);
    assertThat(video.lost()).isZero();
    assertThat(video.keyframes()).isBetween(8L, 11L);
    assertThat(viewer.audio().packets()).isBetween(225L, 251L);
    assertThat(server.senderReports).isBetween(8, 12);
    assertThat(server.cumulativeLost).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void retransmissionsRepairFivePercentLossAtFiftyMillisecondsRoundTrip(long seed) {
    over(new Network(seed, MILLISECONDS.toNanos(25)));
    connect();
    assertThat(runUntil(() -> viewer.video().decodable() > 0, SECONDS.toNanos(3))).isTrue();
    long framesBefore = card.frames();
    TrackStats before = viewer.video();
    loseOnTheViewersSide(0.05);
    run(SECONDS.toNanos(20));
    loseOnTheViewersSide(0);
    run(SECONDS.toNanos(2));
    TrackStats during = viewer.video().minus(before);
    assertThat(during.decodable()).isGreaterThan((card.frames() - framesBefore) * 99 / 100);
    assertThat(during.repaired()).isGreaterThan(20);
    assertThat(during.nacks()).isGreaterThanOrEqualTo(during.repaired());
    assertThat(server.fractionLost).isPositive();
  }

  private void loseOnTheViewersSide(double part) {
    network.rough(server.viewer, part, MILLISECONDS.toNanos(5));
    if (server.viewer.host != null) {
      network.rough(server.viewer.host, part, MILLISECONDS.toNanos(5));
    }
  }

  @Test
  void aConnectionTakesNoLongerThanItsRoundTrips() {
    connect();
    // Check and nomination, then two flights of the handshake: four round trips of 20 ms.
    assertThat(
            runUntil(
                () -> publishing.state() == Peer.State.CONNECTED,
                MILLISECONDS.toNanos(4 * 20 + 12)))
        .isTrue();
  }

  @Test
  void aBrokenChainAsksForAKeyframe() {
    connect();
    assertThat(runUntil(() -> viewer.video().decodable() > 5, SECONDS.toNanos(3))).isTrue();
    afterTheNextKeyframe();
    server.forwarding = false;
    run(MILLISECONDS.toNanos(50));
    server.forwarding = true;
    long decodable = viewer.video().decodable();
    assertThat(runUntil(() -> server.keyframeRequests > 0, SECONDS.toNanos(1))).isTrue();
    assertThat(viewer.video().lost()).isPositive();
    assertThat(
            runUntil(() -> viewer.video().decodable() > decodable + 5, MILLISECONDS.toNanos(300)))
        .isTrue();
  }

  @Test
  void whoWantsAKeyframeGetsItAsThePublishersNextFrame() {
    connect();
    assertThat(runUntil(() -> viewer.video().decodable() > 5, SECONDS.toNanos(3))).isTrue();
    afterTheNextKeyframe();
    run(MILLISECONDS.toNanos(100));
    long keyframes = card.keyframes();
    server.wantKeyframe(now);
    assertThat(runUntil(() -> card.keyframes() > keyframes, MILLISECONDS.toNanos(50))).isTrue();
    long decodable = viewer.video().decodable();
    run(SECONDS.toNanos(1));
    assertThat(viewer.video().decodable()).isGreaterThan(decodable + 25);
  }

  private void afterTheNextKeyframe() {
    long keyframes = card.keyframes();
    assertThat(runUntil(() -> card.keyframes() > keyframes, SECONDS.toNanos(1))).isTrue();
  }

  @Test
  void thePublisherSendsALostPacketAgainOnItsRtxSsrc() {
    connect();
    assertThat(runUntil(() -> viewer.video().decodable() > 5, SECONDS.toNanos(3))).isTrue();
    for (int i = 0; i < 1 << 16; i += 40) {
      server.toDrop.add(i);
    }
    assertThat(runUntil(() -> server.repairs.size() >= 3, SECONDS.toNanos(10))).isTrue();
    assertThat(card.repeated()).isGreaterThanOrEqualTo(3);
    for (byte[] repaired : server.repairs) {
      int number = dev.footlights.rtc.rtp.RtpHeader.sequenceNumber(repaired, 0);
      assertThat(number % 40).as("the number that was dropped").isZero();
    }
  }

  @Test
  void aCloseNotifyEndsTheViewerAndNothingMoreIsSent() {
    connect();
    assertThat(runUntil(() -> viewer.video().decodable() > 5, SECONDS.toNanos(3))).isTrue();
    server.closeViewer(now);
    assertThat(runUntil(() -> watching.state() == Peer.State.CLOSED, SECONDS.toNanos(1))).isTrue();
    run(MILLISECONDS.toNanos(2));
    assertThat(watching.failure()).isEqualTo("closed by the server");
    assertThat(watching.deadline()).isEqualTo(Media.NEVER);
    assertThat(publishing.state()).isEqualTo(Peer.State.CONNECTED);
  }

  @Test
  void closingAPeerTellsTheServer() {
    connect();
    assertThat(runUntil(() -> viewer.video().decodable() > 5, SECONDS.toNanos(3))).isTrue();
    publishing.close();
    publishing.flush(
        now,
        (to, bytes, off, length) ->
            network.send(now, TinyServer.ADDRESS, server.publisher, bytes, off, length));
    run(MILLISECONDS.toNanos(50));
    assertThat(server.publisher.closed).isTrue();
    assertThat(publishing.state()).isEqualTo(Peer.State.CLOSED);
  }

  @Test
  void anAnswerThatIsNoneFailsThePeer() {
    publishing.offer();
    publishing.answer(now, "v=0\r\n");
    assertThat(publishing.state()).isEqualTo(Peer.State.FAILED);
    assertThat(publishing.failure()).startsWith("the answer: ");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void randomBytesFromTheServerHarmNothing(long seed) {
    connect();
    assertThat(runUntil(() -> viewer.video().decodable() > 5, SECONDS.toNanos(3))).isTrue();
    var bytes = new SeededRandom(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] datagram = new byte[bytes.nextInt(1500)];
      bytes.nextBytes(datagram);
      watching.receive(now, TinyServer.ADDRESS, datagram, 0, datagram.length);
      publishing.receive(now, TinyServer.ADDRESS, datagram, 0, datagram.length);
    }
    long decodable = viewer.video().decodable();
    run(SECONDS.toNanos(1));
    assertThat(viewer.video().decodable()).isGreaterThan(decodable + 25);
  }
}
