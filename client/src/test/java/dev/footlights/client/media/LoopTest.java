package dev.footlights.client.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopTest {

  @ParameterizedTest
  @EnumSource
  void aTestCardLastsTenSecondsWithAKeyframeEveryHalfSecond(TestCard card) {
    var video = card.video();
    assertThat(video.length()).isEqualTo(10 * TestCard.FRAMES_PER_SECOND);
    for (int i = 0; i < video.length(); i++) {
      assertThat(video.isKeyframe(i)).as("frame %d", i).isEqualTo(i % 15 == 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aToneLastsTenSecondsInFramesOfTwentyMilliseconds(TestCard card) {
    var audio = card.audio();
    assertThat(audio.length()).isEqualTo(10 * TestCard.SOUNDS_PER_SECOND);
    // RFC 6716 §3.1: configurations 15, 19, 23, 27 and 31 are 20 ms; code 0 is one frame.
    int configuration = (audio.frame(0)[0] & 0xFF) >> 3;
    assertThat(configuration).isIn(15, 19, 23, 27, 31);
    assertThat(audio.frame(0)[0] & 3).isZero();
  }

  @Test
  void theNextKeyframeGoesRoundAtTheEnd() {
    var video = TestCard.RED.video();
    assertThat(video.keyframeFrom(0)).isZero();
    assertThat(video.keyframeFrom(1)).isEqualTo(15);
    assertThat(video.keyframeFrom(299)).isZero();
    assertThat(video.after(299)).isZero();
  }

  @Test
  void aPacketOfSeveralSegmentsAndPagesIsOnePacket() {
    var file = new ByteArrayOutputStream();
    page(file, 0, "OpusHead-and-more".getBytes(US_ASCII), new int[] {17});
    page(file, 1, "OpusTags".getBytes(US_ASCII), new int[] {8});
    byte[] sound = new byte[600];
    Arrays.fill(sound, (byte) 7);
    page(file, 2, Arrays.copyOf(sound, 510), new int[] {255, 255});
    page(file, 3, Arrays.copyOf(sound, 90), new int[] {90});
    assertThat(Ogg.opusPackets(file.toByteArray())).containsExactly(sound);
  }

  @Test
  void aFileThatIsCutIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Loop.vp8(new byte[31]));
    assertThatIllegalArgumentException().isThrownBy(() -> Loop.opus(new byte[0]));
    var file = new ByteArrayOutputStream();
    page(file, 0, "OpusHead".getBytes(US_ASCII), new int[] {8});
    byte[] cut = Arrays.copyOf(file.toByteArray(), file.size() - 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ogg.opusPackets(cut))
        .withMessageContaining("ends inside packet 0");
  }

  private static void page(ByteArrayOutputStream file, int number, byte[] data, int[] lengths) {
    file.writeBytes("OggS".getBytes(US_ASCII));
    byte[] rest = new byte[23];
    rest[14] = (byte) number;
    rest[22] = (byte) lengths.length;
    file.writeBytes(rest);
    for (int length : lengths) {
      file.write(length);
    }
    file.writeBytes(data);
  }
}
