package dev.footlights.rtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StunMessageTest {
  private static final String HEADER = "2112a442000102030405060708090a0b";
  private static final StunKey KEY = new StunKey("a-password-of-22-chars");

  private final StunMessage message = new StunMessage();
  private final StunWriter writer = new StunWriter();
  private final byte[] out = new byte[700];

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void aRequestIsReadAsItWasWritten(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      long high = random.nextLong();
      int low = random.nextInt();
      String name = "u".repeat(random.nextInt(StunMessage.MAX_USERNAME_BYTES + 1));
      long priority = random.nextInt() & 0xFFFF_FFFFL;
      long tieBreaker = random.nextLong();
      boolean nominates = random.nextBoolean();
      boolean controls = random.nextBoolean();
      int at = random.nextInt(9);

      writer.request(out, at, out.length - at, high, low);
      writer.username(name.getBytes(StandardCharsets.UTF_8)).priority(priority);
      if (controls) {
        writer.controlling(tieBreaker);
      } else {
        writer.controlled(tieBreaker);
      }
      if (nominates) {
        writer.useCandidate();
      }
      int length = writer.finish(KEY);

      assertThat(message.read(out, at, length)).isEqualTo(Reject.NONE);
      assertThat(message.isRequest()).isTrue();
      assertThat(message.method()).isEqualTo(StunMessage.BINDING);
      assertThat(message.transactionHigh()).isEqualTo(high);
      assertThat(message.transactionLow()).isEqualTo(low);
      assertThat(message.username()).isEqualTo(name);
      assertThat(message.ufrag()).isNull();
      assertThat(message.priority()).isEqualTo(priority);
      assertThat(message.tieBreaker()).isEqualTo(tieBreaker);
      assertThat(message.controlling()).isEqualTo(controls);
      assertThat(message.controlled()).isEqualTo(!controls);
      assertThat(message.useCandidate()).isEqualTo(nominates);
      assertThat(message.fingerprinted()).isTrue();
      assertThat(message.verify(KEY)).isTrue();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void aReplyNamesTheAddressAndTheTransactionOfItsRequest(long seed) throws Exception {
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      byte[] address = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(address);
      var mapped = new InetSocketAddress(InetAddress.getByAddress(address), random.nextInt(65536));
      int requestLength =
          writer.request(out, 0, out.length, random.nextLong(), random.nextInt()).finish(KEY);
      var request = new StunMessage();
      assertThat(request.read(out, 0, requestLength)).isEqualTo(Reject.NONE);

      int length = writer.success(out, 300, 100, request).mappedAddress(mapped).finish(KEY);

      assertThat(message.read(out, 300, length)).isEqualTo(Reject.NONE);
      assertThat(message.isSuccess()).isTrue();
      assertThat(message.isRequest() || message.isError() || message.isIndication()).isFalse();
      assertThat(message.mappedAddress()).isEqualTo(mapped);
      byte[] ids = new byte[24];
      request.transactionId(ids, 0);
      message.transactionId(ids, 12);
      assertThat(HexFormat.of().formatHex(ids, 0, 12))
          .isEqualTo(HexFormat.of().formatHex(ids, 12, 24));
    }
  }

  @ParameterizedTest(name = "code {0}")
  @ValueSource(ints = {300, 400, 401, 420, 487, 500, 699})
  void anErrorCarriesItsCode(int code) {
    int requestLength = writer.request(out, 0, out.length, 1, 2).finish(KEY);
    var request = new StunMessage();
    assertThat(request.read(out, 0, requestLength)).isEqualTo(Reject.NONE);
    int length = writer.error(out, 100, 100, request, code).finish(KEY);
    assertThat(message.read(out, 100, length)).isEqualTo(Reject.NONE);
    assertThat(message.isError()).isTrue();
    assertThat(message.errorCode()).isEqualTo(code);
  }

  @ParameterizedTest(name = "type {0}: method {1}, {2}")
  @CsvSource({
    "0001, 1, request",
    "0011, 1, indication",
    "0101, 1, success",
    "0111, 1, error",
    "0003, 3, request",
    "3eef, 4095, request",
    "3fff, 4095, error",
    "0200, 128, request",
    "0020, 16, request",
  })
  void theTypeInterleavesMethodAndClass(String type, int method, String messageClass) {
    assertThat(read(type + "0000" + HEADER)).isEqualTo(Reject.NONE);
    assertThat(message.method()).isEqualTo(method);
    assertThat(message.isRequest()).isEqualTo(messageClass.equals("request"));
    assertThat(message.isIndication()).isEqualTo(messageClass.equals("indication"));
    assertThat(message.isSuccess()).isEqualTo(messageClass.equals("success"));
    assertThat(message.isError()).isEqualTo(messageClass.equals("error"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "0001",
        "00010000",
        "000100002112a4420001020304050607080910", // a byte short of a header
        "00010000" + "2112a443000102030405060708090a0b", // no cookie
        "40010000" + HEADER, // first bits
        "80010000" + HEADER,
        "00010004" + HEADER, // longer than the datagram
        "00010000" + HEADER + "80220000", // shorter than the datagram
        "00010002" + HEADER + "8022", // no multiple of 4
        "00010004" + HEADER + "80220001", // attribute leaves the message
        "00010008" + HEADER + "8022000500000000", // its padding does
        "00010008" + HEADER + "8022ffff00000000",
        "00010008" + HEADER + "0024000300000000", // PRIORITY of 3 bytes
        "0001000c" + HEADER + "002400050000000000000000",
        "00010008" + HEADER + "0025000400000000", // USE-CANDIDATE with a value
        "00010008" + HEADER + "802a000400000000", // role of 4 bytes
        "00010008" + HEADER + "8029000400000000",
        "00010008" + HEADER + "0008000400000000", // MESSAGE-INTEGRITY of 4 bytes
        "00010004" + HEADER + "00090000", // ERROR-CODE of 0 bytes
        "01010008" + HEADER + "0020000400010000", // address of 4 bytes
        "0101000c" + HEADER + "002000080002a147e112a643", // IPv4 that claims to be IPv6
        "0101000c" + HEADER + "002000080003a147e112a643", // family 3
        "0101000c" + HEADER + "000100080000a147e112a643", // family 0
        "00010004" + HEADER + "80280000", // FINGERPRINT of 0 bytes
        "0001000c" + HEADER + "802800040000000080220000", // something after it
      })
  void aMessageThatIsNotWholeIsMalformed(String hex) {
    assertThat(read(hex)).isEqualTo(Reject.STUN_MALFORMED);
  }

  @Test
  void aWrongFingerprintIsRefused() {
    int length = writer.request(out, 0, out.length, 1, 2).finish(KEY);
    for (int at = 8; at < length; at++) {
      // Lengths and types of attributes aside, which make the message malformed.
      if (at >= 20 && at < 24 || at >= 44 && at < 48) {
        continue;
      }
      out[at] ^= 1;
      assertThat(message.read(out, 0, length)).as("byte %d", at).isEqualTo(Reject.STUN_FINGERPRINT);
      out[at] ^= 1;
    }
    assertThat(message.read(out, 0, length)).isEqualTo(Reject.NONE);
  }

  @Test
  void aUserNameOfMoreThanTwoFragmentsIsRefused() {
    String longest = "00060201" + "61".repeat(513) + "000000";
    String longer = "00060202" + "61".repeat(514) + "0000";
    assertThat(read("00010208" + HEADER + longest)).isEqualTo(Reject.NONE);
    assertThat(message.username()).hasSize(513);
    assertThat(read("00010208" + HEADER + longer)).isEqualTo(Reject.STUN_MALFORMED);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      nullValues = "none",
      value = {"'a:b', a", "':b', ''", "'a:b:c', a", "'ab', none", "'', none"})
  void theFragmentIsWhatPrecedesTheFirstColon(String name, String fragment) {
    int length =
        writer
            .request(out, 0, out.length, 1, 2)
            .username(name.getBytes(StandardCharsets.UTF_8))
            .finish(KEY);
    assertThat(message.read(out, 0, length)).isEqualTo(Reject.NONE);
    assertThat(message.ufrag()).isEqualTo(fragment);
  }

  @Test
  void bytesThatAreNoTextAreANameAllTheSame() {
    assertThat(read("00010008" + HEADER + "00060004ff3ac328")).isEqualTo(Reject.NONE);
    assertThat(message.ufrag()).isEqualTo("\uFFFD");
  }

  @Test
  void whatFollowsTheIntegrityIsNotSeen() {
    int length = writer.request(out, 0, out.length, 1, 2).priority(7).finish(KEY) - 8;
    byte[] later = HexFormat.of().parseHex("00240004ffffffff" + "00250000" + "7f010000");
    System.arraycopy(later, 0, out, length, later.length);
    length += later.length;
    out[3] = (byte) (length - 20);

    assertThat(message.read(out, 0, length)).isEqualTo(Reject.NONE);
    assertThat(message.verify(KEY)).isTrue();
    assertThat(message.priority()).isEqualTo(7);
    assertThat(message.useCandidate()).isFalse();
    assertThat(message.unknownAttributes()).isZero();
  }

  @Test
  void ofAnAttributeThatAppearsTwiceTheFirstCounts() {
    String twice =
        "00060003613a6200" + "00060003633a6400" + "0024000400000001" + "0024000400000002";
    String roles = "802a00080000000000000003" + "802900080000000000000004";
    assertThat(read("00010038" + HEADER + twice + roles)).isEqualTo(Reject.NONE);
    assertThat(message.username()).isEqualTo("a:b");
    assertThat(message.priority()).isEqualTo(1);
    assertThat(message.controlling()).isTrue();
    assertThat(message.controlled()).isFalse();
    assertThat(message.tieBreaker()).isEqualTo(3);
  }

  @Test
  void nothingIsLeftOfTheMessageBefore() {
    int length =
        writer
            .request(out, 0, out.length, 1, 2)
            .username("a:b".getBytes(StandardCharsets.UTF_8))
            .priority(1)
            .controlled(2)
            .useCandidate()
            .finish(KEY);
    assertThat(message.read(out, 0, length)).isEqualTo(Reject.NONE);

    assertThat(read("01010000" + HEADER)).isEqualTo(Reject.NONE);
    assertThat(message.username()).isNull();
    assertThat(message.ufrag()).isNull();
    assertThat(message.mappedAddress()).isNull();
    assertThat(message.priority()).isZero();
    assertThat(message.tieBreaker()).isZero();
    assertThat(message.controlling() || message.controlled()).isFalse();
    assertThat(message.useCandidate() || message.fingerprinted()).isFalse();
    assertThat(message.errorCode()).isZero();
    assertThat(message.verify(KEY)).isFalse();
  }

  @Test
  void unknownRequiredAttributesAreCountedUpToEight() {
    String optional = "c0570000";
    assertThat(read("00010004" + HEADER + optional)).isEqualTo(Reject.NONE);
    assertThat(message.unknownAttributes()).isZero();
    var many = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      many.append("7f%02x0000".formatted(i));
    }
    assertThat(read("00010030" + HEADER + many)).isEqualTo(Reject.NONE);
    assertThat(message.unknownAttributes()).isEqualTo(8);
    int length =
        writer
            .error(out, 0, StunWriter.MAX_REPLY_BYTES, message, 420)
            .unknownAttributes(message)
            .finish(KEY);
    assertThat(length).isEqualTo(StunWriter.MAX_REPLY_BYTES);
  }

  @Test
  void theWriterNeverLeavesItsRoom() {
    byte[] name = "abcdefgh:ijklmnop".getBytes(StandardCharsets.UTF_8);
    int whole = writer.request(out, 0, out.length, 1, 2).username(name).priority(3).finish(KEY);
    for (int room = 0; room < whole; room++) {
      byte[] small = new byte[room];
      assertThat(writer.request(small, 0, room, 1, 2).username(name).priority(3).finish(KEY))
          .as("room %d", room)
          .isZero();
    }
    byte[] exact = new byte[whole];
    assertThat(writer.request(exact, 0, whole, 1, 2).username(name).priority(3).finish(KEY))
        .isEqualTo(whole);
  }

  @Test
  void aPasswordOfNoCharactersIsAKeyLikeAnyOther() {
    int length = writer.request(out, 0, out.length, 1, 2).finish(new StunKey(""));
    assertThat(message.read(out, 0, length)).isEqualTo(Reject.NONE);
    assertThat(message.verify(new StunKey(""))).isTrue();
    assertThat(message.verify(KEY)).isFalse();
  }

  @Test
  void theFingerprintIsTheChecksumOfAllBeforeIt() {
    int length = writer.request(out, 0, out.length, 1, 2).finish(KEY);
    var crc = new CRC32();
    crc.update(out, 0, length - 8);
    assertThat(HexFormat.of().formatHex(out, length - 4, length))
        .isEqualTo("%08x".formatted((int) crc.getValue() ^ 0x5354554e));
  }

  private Reject read(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return message.read(bytes, 0, bytes.length);
  }
}
