package dev.footlights.sfu.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Datagrams that came before their keys: the handshake's last word and the first media race, and an
 * encoder that ignores keyframe requests would cost its viewers a whole group of pictures. Bounded,
 * and kept only for a peer who passed an authenticated check.
 */
final class EarlyMedia {
  /** Seen were up to 141; a keyframe of a start fits. */
  static final int MAX_DATAGRAMS = 256;

  private List<byte[]> kept = new ArrayList<>();

  /** False when there is no room. */
  boolean keep(byte[] bytes, int off, int len) {
    return kept.size() < MAX_DATAGRAMS && kept.add(Arrays.copyOfRange(bytes, off, off + len));
  }

  /** Gives everything back, once. */
  List<byte[]> take() {
    List<byte[]> taken = kept;
    kept = new ArrayList<>(0);
    return taken;
  }
}
