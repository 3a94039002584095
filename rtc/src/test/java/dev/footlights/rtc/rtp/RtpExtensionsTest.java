package dev.footlights.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footlights.rtc.Reject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpExtensionsTest {
  private final RtpExtensions extensions = new RtpExtensions();
  private final RtpExtensionWriter writer = new RtpExtensionWriter();

  @Test
  void elementsOfTheOneByteFormAreFoundBetweenPadding() {
    byte[] b = packet("bede0004", "10ff 00 00 21aabb 00 c3 01020304 00 00 00 00");

    assertThat(extensions.index(b, 0)).isEqualTo(Reject.NONE);

    assertThat(value(b, 1)).isEqualTo("ff");
    assertThat(value(b, 2)).isEqualTo("aabb");
    assertThat(value(b, 12)).isEqualTo("01020304");
    assertThat(extensions.offset(3)).isEqualTo(-1);
    assertThat(extensions.length(3)).isEqualTo(-1);
    assertThat(extensions.offset(255)).isEqualTo(-1);
  }

  @Test
  void elementsOfTheTwoByteFormMayBeEmptyAndHaveLargeIds() {
    for (String profile : new String[] {"10000003", "100f0003"}) {
      byte[] b = packet(profile, "0100 00 ff03aabbcc 0f01 dd 00");
      assertThat(extensions.index(b, 0)).isEqualTo(Reject.NONE);
      assertThat(value(b, 1)).isEmpty();
      assertThat(value(b, 255)).isEqualTo("aabbcc");
      assertThat(value(b, 15)).isEqualTo("dd");
    }
  }

  @Test
  void theReservedIdEndsTheOneByteForm() {
    byte[] b = packet("bede0002", "10aa f0bb 20cc 0000");
    assertThat(extensions.index(b, 0)).isEqualTo(Reject.NONE);
    assertThat(value(b, 1)).isEqualTo("aa");
    assertThat(extensions.offset(2)).isEqualTo(-1);
    assertThat(extensions.offset(15)).isEqualTo(-1);
  }

  @Test
  void anIdOfZeroWithALengthEndsTheOneByteForm() {
    byte[] b = packet("bede0002", "10aa 01bbcc 20dd 00");
    assertThat(extensions.index(b, 0)).isEqualTo(Reject.NONE);
    assertThat(value(b, 1)).isEqualTo("aa");
    assertThat(extensions.offset(2)).isEqualTo(-1);
  }

  @Test
  void ofAnIdThatAppearsTwiceTheFirstCounts() {
    byte[] b = packet("bede0001", "10aa 10bb");
    assertThat(extensions.index(b, 0)).isEqualTo(Reject.NONE);
    assertThat(value(b, 1)).isEqualTo("aa");
  }

  @Test
  void anElementThatLeavesTheBlockRefusesAll() {
    for (String[] hostile :
        new String[][] {
          {"bede0001", "10aa 0021"},
          {"bede0001", "1f000000"},
          {"10000001", "0100 0002"},
          {"10000001", "01030000"},
          {"10000001", "01ff0000"},
        }) {
      byte[] b = packet(hostile[0], hostile[1]);
      // What follows the block is payload, not the element's.
      byte[] longer = Arrays.copyOf(b, b.length + 40);
      assertThat(extensions.index(longer, 0)).as(hostile[1]).isEqualTo(Reject.RTP_EXTENSION);
      assertThat(extensions.offset(1)).isEqualTo(-1);
    }
  }

  @Test
  void aPacketWithoutExtensionForgetsThePacketBefore() {
    assertThat(extensions.index(packet("bede0001", "10aa0000"), 0)).isEqualTo(Reject.NONE);
    byte[] plain = new byte[12];
    RtpHeader.write(plain, 0, false, 96, 1, 2, 3);
    assertThat(extensions.index(plain, 0)).isEqualTo(Reject.NONE);
    assertThat(extensions.offset(1)).isEqualTo(-1);
  }

  @Test
  void anotherProfileHasNoElements() {
    assertThat(extensions.index(packet("abcd0001", "10aa0000"), 0)).isEqualTo(Reject.NONE);
    assertThat(extensions.offset(1)).isEqualTo(-1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsWrittenIsRead(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 1000; round++) {
      Map<Integer, byte[]> elements = elements(random);
      writer.clear();
      elements.forEach((id, value) -> writer.add(id, value, 0, value.length));
      byte[] b = new byte[12 + writer.length()];
      RtpHeader.write(b, 0, true, 96, round, 5, 6);
      RtpHeader.extension(b, 0, !elements.isEmpty());

      assertThat(writer.write(b, 12)).isEqualTo(writer.length());
      assertThat(RtpHeader.check(b, 0, b.length)).isEqualTo(Reject.NONE);
      assertThat(RtpHeader.length(b, 0)).isEqualTo(b.length);
      assertThat(extensions.index(b, 0)).isEqualTo(Reject.NONE);
      for (int id = 1; id < 256; id++) {
        byte[] expected = elements.get(id);
        if (expected == null) {
          assertThat(extensions.offset(id)).isEqualTo(-1);
        } else {
          assertThat(value(b, id)).isEqualTo(HexFormat.of().formatHex(expected));
        }
      }
    }
  }

  private static Map<Integer, byte[]> elements(Random random) {
    boolean small = random.nextBoolean();
    var elements = new HashMap<Integer, byte[]>();
    for (int i = random.nextInt(10); i > 0; i--) {
      byte[] value = new byte[small ? 1 + random.nextInt(16) : random.nextInt(50)];
      random.nextBytes(value);
      elements.put(1 + random.nextInt(small ? 14 : 255), value);
    }
    return elements;
  }

  @Test
  void theTwoByteFormIsUsedOnlyWhenAnElementNeedsIt() {
    assertThat(written(writer.clear().add(14, 7, 1))).isEqualTo("bede0001e0070000");
    assertThat(written(writer.clear().add(15, 7, 1))).isEqualTo("100000010f010700");
    assertThat(written(writer.clear().add(1, new byte[0], 0, 0))).isEqualTo("1000000101000000");
    assertThat(written(writer.clear().add(1, new byte[16], 0, 16))).startsWith("bede00051f");
    assertThat(written(writer.clear().add(1, new byte[17], 0, 17))).startsWith("100000050111");
    assertThat(written(writer.clear())).isEmpty();
  }

  @Test
  void numbersAreWrittenInNetworkByteOrder() {
    byte[] mid = "video".getBytes(StandardCharsets.UTF_8);
    assertThat(written(writer.clear().add(4, mid, 0, 5).add(5, 0xABCD1234L, 2).add(3, 0x010203, 3)))
        .isEqualTo("bede0004" + "44766964656f" + "511234" + "32010203" + "000000");
  }

  @Test
  void anImpossibleElementIsABug() {
    assertThatThrownBy(() -> writer.clear().add(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.clear().add(256, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] large = new byte[255];
    assertThatThrownBy(
            () -> writer.clear().add(1, large, 0, 255).add(2, large, 0, 255).add(3, large, 0, 3))
        .isInstanceOf(IllegalStateException.class);
  }

  private static String written(RtpExtensionWriter writer) {
    byte[] out = new byte[writer.length()];
    assertThat(writer.write(out, 0)).isEqualTo(out.length);
    return HexFormat.of().formatHex(out);
  }

  private String value(byte[] b, int id) {
    int at = extensions.offset(id);
    return HexFormat.of().formatHex(b, at, at + extensions.length(id));
  }

  private static byte[] packet(String block, String elements) {
    String hex = "90e000010000000200000003" + block + elements.replace(" ", "");
    return HexFormat.of().parseHex(hex);
  }
}
