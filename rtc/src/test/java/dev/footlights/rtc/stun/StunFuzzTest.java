package dev.footlights.rtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.footlights.rtc.HostileBytes;
import dev.footlights.rtc.Reject;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StunFuzzTest {
  private static final StunKey KEY = new StunKey("a-password-of-22-chars");

  private final StunMessage message = new StunMessage();
  private final StunWriter writer = new StunWriter();
  private long seen;

  @FuzzTest
  void noInputThrows(byte[] data) {
    HostileBytes.parse(data, 3, this::parse);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void noRandomOrMutatedInputThrows(long seed) {
    HostileBytes.feed(seed, 5000, valid(), this::parse);
  }

  private void parse(byte[] b, int off, int len) {
    read(b, off, len);
    // Past the outer defences, so that what lies behind them is reached too.
    if (len >= 28) {
      b[off] &= 0x3F;
      b[off + 2] = (byte) (len - 20 >>> 8);
      b[off + 3] = (byte) (len - 20);
      System.arraycopy(new byte[] {0x21, 0x12, (byte) 0xA4, 0x42}, 0, b, off + 4, 4);
      read(b, off, len);
      System.arraycopy(new byte[] {(byte) 0x80, 0x28, 0, 4}, 0, b, off + len - 8, 4);
      var crc = new CRC32();
      crc.update(b, off, len - 8);
      int value = (int) crc.getValue() ^ StunMessage.FINGERPRINT_XOR;
      for (int i = 0; i < 4; i++) {
        b[off + len - 4 + i] = (byte) (value >>> 24 - 8 * i);
      }
      read(b, off, len);
    }
  }

  private void read(byte[] b, int off, int len) {
    if (message.read(b, off, len) != Reject.NONE) {
      return;
    }
    String name = message.username();
    String ufrag = message.ufrag();
    if (ufrag != null) {
      assertThat(name).startsWith(ufrag + ":");
    }
    InetSocketAddress mapped = message.mappedAddress();
    if (mapped != null) {
      assertThat(mapped.isUnresolved()).isFalse();
    }
    assertThat(message.errorCode()).isBetween(0, 955);
    assertThat(message.controlling() && message.controlled()).isFalse();
    assertThat(message.method()).isBetween(0, 0xFFF);
    seen += message.verify(KEY) ? 1 : 0;
    seen += message.priority() + message.tieBreaker() + message.transactionHigh();
  }

  private List<byte[]> valid() {
    byte[] out = new byte[200];
    int length =
        writer
            .request(out, 0, out.length, 1, 2)
            .username("ours:theirs".getBytes(StandardCharsets.UTF_8))
            .priority(5)
            .controlling(6)
            .useCandidate()
            .finish(KEY);
    byte[] request = Arrays.copyOf(out, length);
    assertThat(message.read(request, 0, length)).isEqualTo(Reject.NONE);
    var six = new InetSocketAddress("2001:db8::1", 9);
    length = writer.success(out, 0, 200, message).mappedAddress(six).finish(KEY);
    byte[] success = Arrays.copyOf(out, length);
    length = writer.error(out, 0, 200, message, 487).unknownAttributes(message).finish(KEY);
    return List.of(request, success, Arrays.copyOf(out, length));
  }
}
