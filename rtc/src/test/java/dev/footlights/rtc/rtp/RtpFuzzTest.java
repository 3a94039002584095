package dev.footlights.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.footlights.rtc.HostileBytes;
import dev.footlights.rtc.Reject;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpFuzzTest {
  private static final List<byte[]> VALID =
      List.of(
          hex("80e000010000000200000003aabbccdd"),
          hex("b2e00001000000020000000300000004000000050000bede000110aa21bbccddee02"),
          hex("90e000010000000200000003bede000310ff000021aabb00c301020304"),
          hex("90e00001000000020000000310000003010000ff03aabbcc0f01dd00ee"));

  private final RtpExtensions extensions = new RtpExtensions();

  @FuzzTest
  void noInputThrows(byte[] data) {
    HostileBytes.parse(data, 3, this::parse);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void noRandomOrMutatedInputThrows(long seed) {
    HostileBytes.feed(seed, 5000, VALID, this::parse);
  }

  private void parse(byte[] b, int off, int len) {
    if (RtpHeader.check(b, off, len) != Reject.NONE) {
      return;
    }
    int header = RtpHeader.length(b, off);
    int payload = len - header - RtpHeader.paddingBytes(b, off, len);
    assertThat(payload).isBetween(0, len - RtpHeader.FIXED);
    Reject reject = extensions.index(b, off);
    for (int id = 0; id < 256; id++) {
      int at = extensions.offset(id);
      if (at < 0) {
        assertThat(extensions.length(id)).isEqualTo(-1);
      } else {
        assertThat(reject).isEqualTo(Reject.NONE);
        assertThat(at).isBetween(RtpHeader.extensionOffset(b, off) + 5, off + header);
        assertThat(at + extensions.length(id)).isLessThanOrEqualTo(off + header);
      }
    }
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
