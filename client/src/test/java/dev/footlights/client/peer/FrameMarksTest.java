package dev.footlights.client.peer;

import static dev.footlights.client.peer.FrameChain.KEYFRAME;
import static dev.footlights.client.peer.FrameChain.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.client.media.Loop;
import dev.footlights.client.media.TestCard;
import dev.footlights.client.media.Vp8Packets;
import org.junit.jupiter.api.Test;

class FrameMarksTest {
  private static final int ROOM = 1000;

  private static int vp8(Loop video, int frame, int packet) {
    byte[] out = new byte[ROOM + 7];
    byte[] bytes = video.frame(frame);
    int count = Vp8Packets.count(bytes, ROOM);
    int length = Vp8Packets.write(bytes, 5, packet, count, out, 7);
    return FrameMarks.of("VP8", out, 7, length);
  }

  @Test
  void theFirstPacketOfAVp8FrameBeginsItAndShowsAKeyframe() {
    Loop video = TestCard.BLUE.video();
    assertThat(vp8(video, 0, 0)).isEqualTo(START | KEYFRAME);
    assertThat(vp8(video, 0, 1)).isZero();
    assertThat(vp8(video, 1, 0)).isEqualTo(START);
  }

  @Test
  void anH264KeyframeBeginsWithItsParameterSets() {
    byte[] sequenceParameters = {0x67, 0x42, 0, 0x1f};
    byte[] idr = {0x65, (byte) 0x88, 1, 2};
    byte[] slice = {0x41, (byte) 0x9a, 1, 2};
    assertThat(FrameMarks.of("H264", sequenceParameters, 0, 4)).isEqualTo(START | KEYFRAME);
    assertThat(FrameMarks.of("H264", idr, 0, 4)).isEqualTo(START | KEYFRAME);
    assertThat(FrameMarks.of("H264", slice, 0, 4)).isEqualTo(START);
  }

  @Test
  void anEmptyPayloadMarksNothing() {
    assertThat(FrameMarks.of("VP8", new byte[0], 0, 0)).isZero();
    assertThat(FrameMarks.of("H264", new byte[0], 0, 0)).isZero();
  }
}
