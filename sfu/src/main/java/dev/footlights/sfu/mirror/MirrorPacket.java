package dev.footlights.sfu.mirror;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.sdp.Codec;
import dev.footlights.rtc.sdp.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One packet of a track on its way to another shard: what was read of it once, then the packet.
 *
 * <pre>
 *  0  publication          4  generation
 *  8  index (64 bits)     16  facts
 * 20  kind (8) codec (8) rid length (8) profile length (8)
 * 24  rid, profile: ASCII, then the packet: fixed RTP header of 12 bytes and payload
 * </pre>
 */
public final class MirrorPacket {
  private static final int FIXED = 24;

  /** Longest RID and profile that travel; longer RIDs are refused when the SSRC is bound. */
  public static final int MAX_TEXT = 16;

  /** The room that the part before the packet needs at most. */
  public static final int MAX_HEADER = FIXED + 2 * MAX_TEXT;

  private static final String PROFILE = "profile-level-id";

  /** What may travel, as the viewers' shard sees it: payload types are each side's own. */
  private static final List<Codec> CODECS =
      List.of(
          codec("OPUS", 48_000, 2, Map.of()),
          codec("VP8", 90_000, 1, Map.of()),
          codec("H264", 90_000, 1, Map.of("packetization-mode", "1")));

  private MirrorPacket() {}

  private static Codec codec(String name, int rate, int channels, Map<String, String> parameters) {
    return new Codec(-1, name, rate, channels, parameters, Set.of(), -1);
  }

  /** Whether a codec can travel. */
  public static boolean carries(Codec codec) {
    return indexOf(codec) >= 0 && profile(codec).length() <= MAX_TEXT;
  }

  private static int indexOf(Codec codec) {
    for (int i = 0; i < CODECS.size(); i++) {
      if (CODECS.get(i).name().equals(codec.name())) {
        return i;
      }
    }
    return -1;
  }

  private static String profile(Codec codec) {
    return codec.parameters().getOrDefault(PROFILE, "");
  }

  /** Writes the part before the packet. Returns its length in bytes. */
  public static int write(
      byte[] into,
      int at,
      int publication,
      int generation,
      long index,
      int facts,
      Kind kind,
      Codec codec,
      String rid) {
    String profile = profile(codec);
    Bytes.put32(into, at, publication);
    Bytes.put32(into, at + 4, generation);
    Bytes.put64(into, at + 8, index);
    Bytes.put32(into, at + 16, facts);
    Bytes.put8(into, at + 20, kind.ordinal());
    Bytes.put8(into, at + 21, indexOf(codec));
    Bytes.put8(into, at + 22, rid.length());
    Bytes.put8(into, at + 23, profile.length());
    int end = put(into, at + FIXED, rid);
    return put(into, end, profile) - at;
  }

  private static int put(byte[] into, int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      into[at + i] = (byte) text.charAt(i);
    }
    return at + text.length();
  }

  public static int publication(byte[] bytes, int at) {
    return Bytes.int32(bytes, at);
  }

  public static int generation(byte[] bytes, int at) {
    return Bytes.int32(bytes, at + 4);
  }

  public static long index(byte[] bytes, int at) {
    return Bytes.int64(bytes, at + 8);
  }

  public static int facts(byte[] bytes, int at) {
    return Bytes.int32(bytes, at + 16);
  }

  public static Kind kind(byte[] bytes, int at) {
    return bytes[at + 20] == 0 ? Kind.AUDIO : Kind.VIDEO;
  }

  public static Codec codec(byte[] bytes, int at) {
    Codec known = CODECS.get(bytes[at + 21]);
    String profile = text(bytes, at + FIXED + bytes[at + 22], bytes[at + 23]);
    if (profile.isEmpty()) {
      return known;
    }
    Map<String, String> parameters = new HashMap<>(known.parameters());
    parameters.put(PROFILE, profile);
    return codec(known.name(), known.clockRate(), known.channels(), parameters);
  }

  /** Whether the packet is of that codec, without making a new one. */
  public static boolean same(byte[] bytes, int at, Codec codec) {
    String profile = profile(codec);
    if (!CODECS.get(bytes[at + 21]).name().equals(codec.name())
        || bytes[at + 23] != profile.length()) {
      return false;
    }
    int from = at + FIXED + bytes[at + 22];
    for (int i = 0; i < profile.length(); i++) {
      if (bytes[from + i] != profile.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  public static String rid(byte[] bytes, int at) {
    return text(bytes, at + FIXED, bytes[at + 22]);
  }

  private static String text(byte[] bytes, int at, int length) {
    return length == 0 ? "" : new String(bytes, at, length, StandardCharsets.US_ASCII);
  }

  /** Bytes before the packet. */
  public static int headerLength(byte[] bytes, int at) {
    return FIXED + bytes[at + 22] + bytes[at + 23];
  }
}
