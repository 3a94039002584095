package dev.footlights.sim.peer;

import dev.footlights.client.peer.Media;
import dev.footlights.client.peer.Outbound;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Local;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.sdp.SenderIds;
import java.util.List;
import java.util.Map;

/** Media of somebody who connects, and sends nothing before being told to. */
public final class Held implements Media {
  private final Media media;
  private boolean released;
  private boolean connected;

  public Held(Media media) {
    this.media = media;
  }

  /** It may send from now on, once connected. */
  public void release(long now) {
    if (!released) {
      released = true;
      if (connected) {
        media.connected(now);
      }
    }
  }

  @Override
  public String offer(Local local) {
    return media.offer(local);
  }

  @Override
  public Map<Kind, SenderIds> senders() {
    return media.senders();
  }

  @Override
  public void agreed(List<Section> sections) {
    media.agreed(sections);
  }

  @Override
  public void connected(long now) {
    connected = true;
    if (released) {
      media.connected(now);
    }
  }

  @Override
  public void rtp(long now, byte[] bytes, int off, int length) {
    media.rtp(now, bytes, off, length);
  }

  @Override
  public void rtcp(long now, byte[] bytes, int off, int length) {
    media.rtcp(now, bytes, off, length);
  }

  @Override
  public void flush(long now, Outbound out) {
    if (released) {
      media.flush(now, out);
    }
  }

  @Override
  public long deadline() {
    return released ? media.deadline() : NEVER;
  }
}
