package dev.footlights.client.peer;

import dev.footlights.rtc.payload.H264;
import dev.footlights.rtc.payload.Vp8;

/** What a payload says about its frame, as {@link FrameChain} wants to know it. */
final class FrameMarks {
  private FrameMarks() {}

  /**
   * The marks but for {@link FrameChain#END}, which is in the RTP header.
   *
   * @param codec as in SDP, upper case; of an unknown one every packet may begin a frame
   */
  static int of(String codec, byte[] b, int off, int length) {
    return switch (codec) {
      case "VP8" -> marks(Vp8.startsFrame(b, off, length), Vp8.keyframe(b, off, length));
      case "H264" -> marks(H264.startsFrame(b, off, length), H264.keyframe(b, off, length));
      default -> FrameChain.START;
    };
  }

  private static int marks(boolean start, boolean keyframe) {
    return (start ? FrameChain.START : 0) | (keyframe ? FrameChain.KEYFRAME : 0);
  }
}
