package dev.footlights.sfu.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyframeRequestsTest {
  private final KeyframeRequests requests = new KeyframeRequests();

  @Test
  void manyWishesAreOneRequest() {
    for (int i = 0; i < 100; i++) {
      requests.want();
    }

    assertThat(requests.poll(0)).isTrue();
    assertThat(requests.poll(0)).isFalse();
  }

  @Test
  void aWishThatNoKeyframeAnsweredIsRepeated() {
    requests.want();
    requests.poll(0);

    assertThat(requests.deadline()).isEqualTo(KeyframeRequests.INTERVAL_NANOS);
    assertThat(requests.poll(KeyframeRequests.INTERVAL_NANOS - 1)).isFalse();
    assertThat(requests.poll(KeyframeRequests.INTERVAL_NANOS)).isTrue();
  }

  @Test
  void aKeyframeAnswersEveryWish() {
    requests.want();
    requests.poll(0);
    requests.keyframeBegan();

    assertThat(requests.deadline()).isEqualTo(KeyframeRequests.NEVER);
    assertThat(requests.poll(Long.MAX_VALUE - 1)).isFalse();
  }

  @Test
  void aNewWishSoonAfterARequestWaits() {
    requests.want();
    requests.poll(0);
    requests.keyframeBegan();
    requests.want();

    assertThat(requests.poll(1)).isFalse();
    assertThat(requests.deadline()).isEqualTo(KeyframeRequests.INTERVAL_NANOS);
  }
}
