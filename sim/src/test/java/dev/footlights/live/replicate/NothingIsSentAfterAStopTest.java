package dev.footlights.live.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.sim.net.Conditions;
import dev.footlights.sim.net.Network.Datagram;
import dev.footlights.sim.world.ViewerHandle;
import dev.footlights.sim.world.World;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * StopParticipantReplication's promise, looked up in the record of what the shards sent, which loss
 * does not touch.
 */
class NothingIsSentAfterAStopTest {
  private static final Conditions LOSSY =
      Conditions.PERFECT.delay(Duration.ofMillis(10)).jitter(Duration.ofMillis(5)).loss(0.05);
  private static final Duration SLOW = Duration.ofMillis(50);
  private static final int VIEWERS = 10;

  @ParameterizedTest(name = "shards {0}, seed {1}")
  @CsvSource({"1, 1", "1, 2", "1, 3", "3, 1", "3, 2", "3, 3"})
  void toAnyViewerOfTheDestination(int shards, long seed) {
    try (var world = World.of(seed).shards(shards).network(LOSSY).slowShards(SLOW)) {
      var red = world.stage("red");
      var blue = world.stage("blue");
      var host = world.published(red);
      var replication = world.replicate(host, red, blue, Duration.ofSeconds(30));
      List<ViewerHandle> near = world.viewersOf(host, 2, red);
      List<ViewerHandle> far = world.viewersOf(host, VIEWERS, blue);
      Set<InetSocketAddress> farAddresses =
          far.stream().map(viewer -> viewer.peer().address()).collect(Collectors.toSet());
      List<List<Datagram>> record = world.plane().recordShards();
      world.advance(Duration.ofMillis(200 + 7 * seed));
      assertThat(media(record, farAddresses, 0)).hasSizeGreaterThan(100);
      near.forEach(ViewerHandle::forget);

      var answered = new AtomicLong();
      var answer = replication.stopping();
      answer.thenRun(() -> answered.set(world.plane().network().sent()));
      world.until(answer::isDone);
      assertThat(answered.get()).isPositive();
      world.advance(Duration.ofSeconds(3));

      assertThat(media(record, farAddresses, answered.get())).isEmpty();
      assertThat(near)
          .allSatisfy(
              viewer -> {
                assertThat(viewer.since().lost()).isZero();
                assertThat(viewer.since().decodable()).isGreaterThan(85);
                assertThat(viewer.media().audio().packets()).isGreaterThan(140);
              });
    }
  }

  /** RTP and RTCP (RFC 7983: first byte 128 to 191) to some addresses, after a moment. */
  private static List<Datagram> media(
      List<List<Datagram>> record, Set<InetSocketAddress> to, long after) {
    return record.stream()
        .flatMap(List::stream)
        .filter(datagram -> datagram.order() > after && to.contains(datagram.to()))
        .filter(datagram -> (datagram.bytes()[0] & 0xC0) == 0x80)
        .toList();
  }
}
