package dev.footlights.client.peer;

import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Local;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.sdp.SenderIds;
import java.util.List;
import java.util.Map;

/** What a {@link Peer} carries, on its thread. Times are nanoseconds. */
public interface Media {
  long NEVER = Long.MAX_VALUE;

  /** The offer for a transport. */
  String offer(Local local);

  /** What the offer says of senders; empty for one who only watches. */
  Map<Kind, SenderIds> senders();

  /** What the answer accepted. */
  void agreed(List<Section> sections);

  /** Packets may flow both ways from now on. */
  void connected(long now);

  /** One RTP packet, opened and checked. The array stays the caller's. */
  void rtp(long now, byte[] bytes, int off, int length);

  /** One RTCP datagram, opened. */
  void rtcp(long now, byte[] bytes, int off, int length);

  /** Sends what is due. */
  void flush(long now, Outbound out);

  /** When {@link #flush} must run next, or {@link #NEVER}. */
  long deadline();
}
