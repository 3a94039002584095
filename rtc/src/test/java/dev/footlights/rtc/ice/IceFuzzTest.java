package dev.footlights.rtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.footlights.rtc.HostileBytes;
import dev.footlights.rtc.Reject;
import dev.footlights.rtc.stun.StunKey;
import dev.footlights.rtc.stun.StunMessage;
import dev.footlights.rtc.stun.StunWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A media port answers nobody without the password, whatever arrives. */
class IceFuzzTest {
  private static final IceCredentials LOCAL = new IceCredentials("ours", "a-password-of-22-chars");
  private static final IceCredentials REMOTE = new IceCredentials("them", "their-password-22-char");
  private static final InetSocketAddress FROM = new InetSocketAddress("198.51.100.7", 50123);

  /** FINGERPRINT, which is a checksum and no secret. */
  private static final int UNAUTHENTICATED_TAIL = 8;

  private final byte[] out = new byte[LiteAgent.MAX_REPLY_BYTES];
  private final StunMessage message = new StunMessage();

  @FuzzTest
  void noInputIsAnsweredWithoutThePassword(byte[] data) {
    HostileBytes.parse(data, 3, this::stranger);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void noRandomOrMutatedInputIsAnsweredWithoutThePassword(long seed) {
    var guess = new StunKey("not-the-password-22-ch");
    HostileBytes.feed(seed, 3000, requests(guess), this::stranger);
  }

  private void stranger(byte[] b, int off, int len) {
    var agent = new LiteAgent(LOCAL, 0);
    if (message.read(b, off, len) == Reject.NONE) {
      assertThat(agent.authenticate(message)).isNotEqualTo(Reject.NONE);
      assertThat(agent.check(1, 0, message, FROM, out, 0, out.length)).isNegative();
      assertThat(agent.checked(0)).isFalse();
      assertThat(agent.consentUntil()).isEqualTo(LiteAgent.FIRST_CHECK_NANOS);
      var client = new ControllingAgent(REMOTE, LOCAL, List.of(FROM), new Random(1));
      client.poll(0, new byte[ControllingAgent.MAX_CHECK_BYTES], 0);
      assertThat(client.handle(0, FROM, message)).isNotEqualTo(Reject.NONE);
      assertThat(client.failed(0)).isFalse();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void aTrueCheckThatWasChangedOnTheWayIsNotAnswered(long seed) {
    var requests = requests(new StunKey(LOCAL.password()));
    var agent = new LiteAgent(LOCAL, 0);
    for (byte[] request : requests) {
      assertThat(message.read(request, 0, request.length)).isEqualTo(Reject.NONE);
      assertThat(agent.check(1, 0, message, FROM, out, 0, out.length)).isPositive();
    }
    HostileBytes.feed(
        seed,
        5000,
        requests,
        (b, off, len) -> {
          if (message.read(b, off, len) == Reject.NONE
              && agent.check(1, 0, message, FROM, out, 0, out.length) > 0) {
            assertThat(requests).anyMatch(request -> sameUpToIntegrity(request, b, off, len));
          }
        });
  }

  /** But for the length in the header, which counts what follows too. */
  private static boolean sameUpToIntegrity(byte[] request, byte[] b, int off, int len) {
    int end = request.length - UNAUTHENTICATED_TAIL;
    return len >= end
        && Arrays.equals(request, 0, 2, b, off, off + 2)
        && Arrays.equals(request, 4, end, b, off + 4, off + end);
  }

  private List<byte[]> requests(StunKey key) {
    var writer = new StunWriter();
    byte[] bytes = new byte[200];
    byte[] name = "ours:them".getBytes(StandardCharsets.UTF_8);
    int plain =
        writer.request(bytes, 0, 200, 1, 2).username(name).priority(3).controlling(4).finish(key);
    byte[] first = Arrays.copyOf(bytes, plain);
    int conflict = writer.request(bytes, 0, 200, 5, 6).username(name).controlled(7).finish(key);
    byte[] second = Arrays.copyOf(bytes, conflict);
    int bare = writer.request(bytes, 0, 200, 8, 9).useCandidate().username(name).finish(key);
    return List.of(first, second, Arrays.copyOf(bytes, bare), withoutFingerprint(first));
  }

  private static byte[] withoutFingerprint(byte[] request) {
    byte[] shorter = Arrays.copyOf(request, request.length - UNAUTHENTICATED_TAIL);
    shorter[3] -= UNAUTHENTICATED_TAIL;
    return shorter;
  }
}
