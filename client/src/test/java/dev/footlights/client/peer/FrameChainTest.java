package dev.footlights.client.peer;

import static dev.footlights.client.peer.FrameChain.END;
import static dev.footlights.client.peer.FrameChain.KEYFRAME;
import static dev.footlights.client.peer.FrameChain.NEVER;
import static dev.footlights.client.peer.FrameChain.PATIENCE_NANOS;
import static dev.footlights.client.peer.FrameChain.START;
import static dev.footlights.client.peer.FrameChain.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameChainTest {
  private final FrameChain chain = new FrameChain();

  /** Three packets of one frame, the first at index 3 * frame. */
  private void frame(long now, int frame, boolean keyframe) {
    for (int part = 0; part < 3; part++) {
      part(now, frame, part, keyframe);
    }
  }

  private boolean part(long now, int frame, int part, boolean keyframe) {
    int marks = (part == 0 ? START : 0) | (part == 2 ? END : 0);
    return chain.packet(
        now, 1000 + 3L * frame + part, frame * 3000, keyframe ? marks | KEYFRAME : marks);
  }

  @Test
  void nothingIsDecodableBeforeAKeyframe() {
    frame(0, 0, false);
    assertThat(chain.complete()).isOne();
    assertThat(chain.decodable()).isZero();
    assertThat(chain.isBroken()).isTrue();
    frame(0, 1, true);
    frame(0, 2, false);
    assertThat(chain.decodable()).isEqualTo(2);
    assertThat(chain.keyframes()).isOne();
    assertThat(chain.isBroken()).isFalse();
  }

  @Test
  void aFrameThatWasJoinedInTheMiddleIsNotComplete() {
    part(0, 0, 1, true);
    part(0, 0, 2, true);
    assertThat(chain.complete()).isZero();
    assertThat(chain.decodable()).isZero();
  }

  @Test
  void framesBehindAMissingPacketWaitForItAndAreDecodableWhenItComes() {
    frame(0, 0, true);
    part(1, 1, 0, false);
    part(1, 1, 2, false);
    frame(2, 2, false);
    assertThat(chain.decodable()).isOne();
    assertThat(chain.deadline()).isEqualTo(1 + PATIENCE_NANOS);
    chain.expire(PATIENCE_NANOS);
    assertThat(part(PATIENCE_NANOS, 1, 1, false)).isTrue();
    assertThat(chain.decodable()).isEqualTo(3);
    assertThat(chain.lost()).isZero();
    assertThat(chain.deadline()).isEqualTo(NEVER);
  }

  @Test
  void aLostPacketBreaksTheChainUntilTheNextKeyframe() {
    frame(0, 0, true);
    part(0, 1, 0, false);
    part(0, 1, 2, false);
    frame(0, 2, false);
    chain.expire(PATIENCE_NANOS);
    assertThat(chain.lost()).isOne();
    assertThat(chain.complete()).isEqualTo(2);
    assertThat(chain.decodable()).isOne();
    assertThat(chain.isBroken()).isTrue();
    frame(PATIENCE_NANOS, 3, true);
    assertThat(chain.decodable()).isEqualTo(2);
    assertThat(chain.isBroken()).isFalse();
    assertThat(part(PATIENCE_NANOS, 1, 1, false)).as("came too late").isFalse();
  }

  @Test
  void aFrameThatWasCutOffByTheNextOneBreaksTheChain() {
    frame(0, 0, true);
    chain.packet(0, 1003, 3000, START);
    chain.packet(0, 1004, 6000, START | END);
    assertThat(chain.decodable()).isOne();
    assertThat(chain.complete()).isEqualTo(2);
  }

  @Test
  void aJumpFarAheadLosesWhatIsBetween() {
    frame(0, 0, true);
    chain.packet(0, 1003 + 10L * WINDOW, 9000, START | KEYFRAME | END);
    chain.expire(PATIENCE_NANOS);
    assertThat(chain.lost()).isEqualTo(10L * WINDOW);
    assertThat(chain.decodable()).isEqualTo(2);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverTheOrderEveryFrameIsCountedOnce(long seed) {
    frame(0, 0, true);
    List<Integer> parts = new ArrayList<>();
    for (int i = 3; i < 3 * 100; i++) {
      parts.add(i);
      parts.add(i);
    }
    Collections.shuffle(parts, new Random(seed));
    int taken = 0;
    for (int i : parts) {
      taken += part(0, i / 3, i % 3, false) ? 1 : 0;
    }
    assertThat(taken).isEqualTo(297);
    assertThat(chain.complete()).isEqualTo(100);
    assertThat(chain.decodable()).isEqualTo(100);
  }
}
