package dev.footlights.live.presence;

import static dev.footlights.stage.participant.Capability.PUBLISH;
import static dev.footlights.stage.participant.Capability.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.sim.net.Network.Datagram;
import dev.footlights.sim.world.World;
import dev.footlights.stage.participant.ParticipantId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions table: "Token exchange by the source", and what a lost capability ends. */
class ATokenIsExchangedTest {
  private static final Duration SLOW = Duration.ofMillis(50);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void andTheReplicaFollowsInTheDestination(long seed) {
    try (var world = World.of(seed).shards(2).slowShards(SLOW)) {
      var red = world.stage("red");
      var blue = world.stage("blue");
      var host = ParticipantId.of("host");
      var token = world.signed(red, "host", Map.of("team", "one"), PUBLISH);
      var attendance = world.attendee(token);
      var publisher = world.published(red, token);
      world.replicate(publisher, red, blue, Duration.ofSeconds(30));
      var far = world.attendee(blue);
      var viewer = world.viewersOf(publisher, 1, blue).getFirst();
      assertThat(far.sees(host).orElseThrow().attributes()).containsEntry("team", "one");

      var next = world.signed(red, "host", Map.of("team", "two"), PUBLISH);
      world.await(attendance.exchanges(next.token()));
      assertThat(far.sees(host).orElseThrow().attributes()).containsEntry("team", "two");
      viewer.forget();
      world.until(viewer::decodes);
      assertThat(viewer.since().lost()).isZero();

      var silent = world.signed(red, "host", Map.of("team", "none"));
      world.await(attendance.exchanges(silent.token()));
      world.until(() -> !far.sees(host).orElseThrow().isPublishing());
      assertThat(blue.events(host)).containsExactly("JOINED", "PUBLISH_STARTED", "PUBLISH_STOPPED");
      world.advance(Duration.ofSeconds(31));
      assertThat(far.sees(host)).isEmpty();
      assertThat(attendance.closeCode()).isZero();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void andNothingIsSentAfterTheAnswerToWhoMayNotWatchAnyMore(long seed) {
    try (var world = World.of(seed).shards(2).slowShards(SLOW)) {
      var red = world.stage("red");
      var host = world.published(red);
      var token = world.signed(red, "guest", Map.of(), SUBSCRIBE);
      var attendance = world.attendee(token);
      var viewer = world.viewer(token).watch(host);
      world.until(viewer::decodes);
      List<List<Datagram>> record = world.plane().recordShards();
      InetSocketAddress address = viewer.peer().address();
      world.advance(Duration.ofMillis(100));
      assertThat(media(record, address, 0)).isPositive();

      var answered = new AtomicLong();
      var answer = attendance.exchanges(world.signed(red, "guest", Map.of()).token());
      answer.thenRun(() -> answered.set(world.plane().network().sent()));
      world.until(answer::isDone);
      assertThat(answered.get()).isPositive();
      world.advance(Duration.ofSeconds(3));
      assertThat(media(record, address, answered.get())).isZero();
    }
  }

  /** How much RTP and RTCP (RFC 7983: first byte 128 to 191) left for somebody after a moment. */
  private static long media(List<List<Datagram>> record, InetSocketAddress to, long after) {
    return record.stream()
        .flatMap(List::stream)
        .filter(datagram -> datagram.order() > after && datagram.to().equals(to))
        .filter(datagram -> (datagram.bytes()[0] & 0xC0) == 0x80)
        .count();
  }
}
