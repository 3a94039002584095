package dev.footlights.client.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ControlCallTest {
  private static ControlCall call(int status, String body) {
    return new ControlCall("StopParticipantReplication", body, status, 5_000_000, 7_500_000);
  }

  @Test
  void aCallThatSucceededIsAboutTheParticipantAndStageItNames() {
    assertThat(call(200, "{\"a\":\"arn:red\",\"p\":\"p1\"}").isAbout("arn:red", "arn:blue", "p1"))
        .isTrue();
    assertThat(call(404, "{\"a\":\"arn:red\",\"p\":\"p1\"}").isAbout("arn:red", "arn:blue", "p1"))
        .isFalse();
    assertThat(call(200, "{\"a\":\"arn:red\",\"p\":\"p2\"}").isAbout("arn:red", "arn:blue", "p1"))
        .isFalse();
    assertThat(call(200, "{\"a\":\"arn:green\",\"p\":\"p1\"}").isAbout("arn:red", "arn:blue", "p1"))
        .isFalse();
  }

  @Test
  void itsTimeIsInMilliseconds() {
    assertThat(call(200, "").millis()).isEqualTo(2.5);
  }
}
