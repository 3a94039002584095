package dev.footlights.rtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import dev.footlights.rtc.stun.StunKey;
import dev.footlights.rtc.stun.StunMessage;
import dev.footlights.rtc.stun.StunWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControllingAgentTest {
  private static final IceCredentials OURS = new IceCredentials("client", "clients-password-22-ch");
  private static final IceCredentials SERVERS =
      new IceCredentials("server", "servers-password-22-ch");
  private static final StunKey SERVERS_KEY = new StunKey(SERVERS.password());
  private static final InetSocketAddress BEST = new InetSocketAddress("192.0.2.1", 4570);
  private static final InetSocketAddress OTHER = new InetSocketAddress("2001:db8::1", 4570);
  private static final InetSocketAddress CLIENT = new InetSocketAddress("198.51.100.7", 50000);
  private static final long START = Duration.ofHours(-1).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

  private final byte[] out = new byte[ControllingAgent.MAX_CHECK_BYTES];
  private final StunWriter writer = new StunWriter();

  @Test
  void theFirstCandidateThatAnswersIsNominated() {
    var agent = agent(1, BEST, OTHER);

    var first = check(agent, START);
    assertThat(agent.target()).isEqualTo(BEST);
    assertThat(first.username()).isEqualTo("server:client");
    assertThat(first.verify(SERVERS_KEY)).isTrue();
    assertThat(first.fingerprinted()).isTrue();
    assertThat(first.controlling()).isTrue();
    assertThat(first.priority()).isPositive();
    assertThat(first.useCandidate()).isFalse();
    assertThat(agent.poll(START, out, 0)).isZero();

    long later = agent.deadline();
    assertThat(later).isEqualTo(START + 50 * MILLISECOND);
    var second = check(agent, later);
    assertThat(agent.target()).isEqualTo(OTHER);
    assertThat(agent.handle(later, OTHER, reply(second))).isEqualTo(Reject.NONE);
    assertThat(agent.selected()).isNull();

    assertThat(agent.deadline()).isEqualTo(later);
    var nomination = check(agent, later);
    assertThat(agent.target()).isEqualTo(OTHER);
    assertThat(nomination.useCandidate()).isTrue();
    assertThat(agent.handle(later, OTHER, reply(nomination))).isEqualTo(Reject.NONE);
    assertThat(agent.selected()).isEqualTo(OTHER);

    // The slower one's answer changes nothing.
    assertThat(agent.handle(later, BEST, reply(first))).isEqualTo(Reject.NONE);
    assertThat(agent.selected()).isEqualTo(OTHER);
  }

  @Test
  void aCheckIsRepeatedUnchangedUntilItIsAnswered() {
    var agent = agent(1, BEST);
    var ids = new HashSet<Long>();
    var gaps = new ArrayList<Long>();
    long now = START;
    for (int i = 0; i < 6; i++) {
      ids.add(check(agent, now).transactionHigh());
      gaps.add((agent.deadline() - now) / MILLISECOND);
      now = agent.deadline();
    }
    assertThat(ids).hasSize(1);
    assertThat(gaps).containsExactly(500L, 1000L, 1000L, 1000L, 1000L, 1000L);
  }

  @Test
  void consentIsAskedForEveryTwoToThreeSecondsWithNewTransactions() {
    var agent = agent(1, BEST);
    long now = connect(agent, BEST);
    Set<Long> ids = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      assertThat(agent.deadline() - now).isBetween(2 * SECOND, 3 * SECOND);
      now = agent.deadline();
      var check = check(agent, now);
      assertThat(check.useCandidate()).isTrue();
      ids.add(check.transactionHigh());
      assertThat(agent.handle(now, BEST, reply(check))).isEqualTo(Reject.NONE);
      assertThat(agent.failed(now + 30 * SECOND - 1)).isFalse();
      assertThat(agent.failed(now + 30 * SECOND)).isTrue();
    }
    assertThat(ids).hasSize(20);
  }

  @Test
  void consentThatIsNotRenewedEndsAfterThirtySeconds() {
    var agent = agent(1, BEST);
    long connected = connect(agent, BEST);
    long now = connected;
    int checks = 0;
    while (!agent.failed(now)) {
      checks += agent.poll(now, out, 0) > 0 ? 1 : 0;
      assertThat(agent.deadline()).isGreaterThan(now);
      now = agent.deadline();
    }
    assertThat(now).isEqualTo(connected + 30 * SECOND);
    assertThat(checks).isBetween(10, 15);
    assertThat(agent.poll(now, out, 0)).isZero();
    assertThat(agent.deadline()).isEqualTo(ControllingAgent.NEVER);
    assertThat(agent.selected()).isEqualTo(BEST);
  }

  @Test
  void silenceFailsAfterThirtySeconds() {
    var agent = agent(1, BEST, OTHER);
    long now = START;
    while (!agent.failed(now)) {
      while (agent.poll(now, out, 0) > 0) {
        assertThat(agent.failed(now)).isFalse();
      }
      now = agent.deadline();
    }
    assertThat(now).isEqualTo(START + 30 * SECOND);
    assertThat(agent.poll(now, out, 0)).isZero();
    assertThat(agent.deadline()).isEqualTo(ControllingAgent.NEVER);
    assertThat(agent.selected()).isNull();
  }

  @Test
  void withoutACandidateThereIsNothingToTry() {
    var agent = agent(1, InetSocketAddress.createUnresolved("d2f5.local", 4570));
    assertThat(agent.failed(START)).isTrue();
    assertThat(agent.poll(START, out, 0)).isZero();
    assertThat(agent.deadline()).isEqualTo(ControllingAgent.NEVER);
  }

  @Test
  void aForgedOrStrayReplyChangesNothing() {
    var agent = agent(1, BEST);
    var check = check(agent, START);
    var stranger = new StunKey("another-password-22-ch");

    assertThat(agent.handle(START, BEST, reply(check, 0, stranger)))
        .isEqualTo(Reject.STUN_INTEGRITY);
    assertThat(agent.handle(START, BEST, reply(check, 487, stranger)))
        .isEqualTo(Reject.STUN_INTEGRITY);
    assertThat(agent.handle(START, OTHER, reply(check))).isEqualTo(Reject.UNCHECKED_ADDRESS);
    assertThat(agent.handle(START, BEST, check)).isEqualTo(Reject.STUN_UNEXPECTED);
    var earlier = check(agent(2, BEST), START);
    assertThat(agent.handle(START, BEST, reply(earlier))).isEqualTo(Reject.STUN_UNEXPECTED);

    assertThat(agent.poll(START + 50 * MILLISECOND, out, 0)).isZero();
    assertThat(agent.handle(START, BEST, reply(check))).isEqualTo(Reject.NONE);
    assertThat(agent.handle(START, BEST, reply(check))).isEqualTo(Reject.STUN_UNEXPECTED);
  }

  @ParameterizedTest(name = "error {0}: {1}")
  @CsvSource({"487, STUN_ROLE", "420, STUN_MALFORMED"})
  void aCandidateThatRefusesIsGivenUpForTheNext(int code, Reject expected) {
    var agent = agent(1, BEST, OTHER);
    var first = check(agent, START);
    assertThat(agent.handle(START, BEST, reply(first, code, SERVERS_KEY))).isEqualTo(expected);
    assertThat(agent.failed(START)).isFalse();

    long now = START + 50 * MILLISECOND;
    var second = check(agent, now);
    assertThat(agent.target()).isEqualTo(OTHER);
    assertThat(agent.handle(now, OTHER, reply(second, code, SERVERS_KEY))).isEqualTo(expected);
    assertThat(agent.failed(now)).isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void bothAgentsConnectAndStayConnectedOverALossyNetwork(long seed) {
    for (double loss : new double[] {0, 0.2, 0.4}) {
      var net = new Random(seed);
      var lite = new LiteAgent(SERVERS, START);
      var agent = agent(seed, BEST, OTHER);
      record Flight(long arrival, boolean up, int path, byte[] bytes) {}
      var flying = new PriorityQueue<Flight>((a, b) -> Long.compare(a.arrival, b.arrival));
      var addresses = List.of(BEST, OTHER);
      long now = START;
      long end = START + 120 * SECOND;
      while (now < end && !agent.failed(now)) {
        for (int length; (length = agent.poll(now, out, 0)) > 0; ) {
          if (net.nextDouble() >= loss) {
            byte[] datagram = Arrays.copyOf(out, length);
            int path = addresses.indexOf(agent.target());
            flying.add(new Flight(now + delay(net), true, path, datagram));
          }
        }
        assertThat(agent.deadline()).as("a deadline lies in the future").isGreaterThan(now);
        var next = flying.peek();
        if (next == null || agent.deadline() < next.arrival) {
          now = agent.deadline();
          continue;
        }
        flying.remove();
        now = next.arrival;
        var message = new StunMessage();
        assertThat(message.read(next.bytes, 0, next.bytes.length)).isEqualTo(Reject.NONE);
        if (next.up) {
          byte[] reply = new byte[LiteAgent.MAX_REPLY_BYTES];
          int length = lite.check(now, next.path, message, CLIENT, reply, 0, reply.length);
          assertThat(length).isPositive();
          if (net.nextDouble() >= loss) {
            byte[] datagram = Arrays.copyOf(reply, length);
            flying.add(new Flight(now + delay(net), false, next.path, datagram));
          }
        } else {
          // A late copy of an answer is not expected any more; anything else is taken.
          assertThat(agent.handle(now, addresses.get(next.path), message))
              .isIn(Reject.NONE, Reject.STUN_UNEXPECTED);
        }
      }
      assertThat(agent.selected()).as("loss %s", loss).isNotNull();
      assertThat(lite.selectedPath()).isEqualTo(addresses.indexOf(agent.selected()));
      if (loss < 0.4) {
        assertThat(now).as("still connected at loss %s", loss).isGreaterThanOrEqualTo(end);
        assertThat(lite.consentUntil()).isGreaterThan(now);
      }
    }
  }

  private static long delay(Random net) {
    return (10 + net.nextInt(40)) * MILLISECOND;
  }

  private static ControllingAgent agent(long seed, InetSocketAddress... candidates) {
    return new ControllingAgent(OURS, SERVERS, List.of(candidates), new Random(seed));
  }

  private long connect(ControllingAgent agent, InetSocketAddress remote) {
    for (int i = 0; i < 2; i++) {
      assertThat(agent.handle(START, remote, reply(check(agent, START)))).isEqualTo(Reject.NONE);
    }
    assertThat(agent.selected()).isEqualTo(remote);
    return START;
  }

  private StunMessage check(ControllingAgent agent, long now) {
    int length = agent.poll(now, out, 0);
    assertThat(length).isPositive();
    return read(out, length);
  }

  private StunMessage reply(StunMessage check) {
    return reply(check, 0, SERVERS_KEY);
  }

  private StunMessage reply(StunMessage check, int error, StunKey key) {
    byte[] reply = new byte[LiteAgent.MAX_REPLY_BYTES];
    if (error == 0) {
      writer.success(reply, 0, reply.length, check).mappedAddress(CLIENT);
    } else {
      writer.error(reply, 0, reply.length, check, error);
    }
    return read(reply, writer.finish(key));
  }

  private static StunMessage read(byte[] bytes, int length) {
    var message = new StunMessage();
    assertThat(message.read(bytes.clone(), 0, length)).isEqualTo(Reject.NONE);
    return message;
  }
}
