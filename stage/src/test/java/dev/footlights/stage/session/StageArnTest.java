package dev.footlights.stage.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footlights.stage.StageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageArnTest {
  @Test
  void isReadAndWritten() {
    String text = "arn:aws:ivs:us-east-1:000000000000:stage/AbCdEf123456";
    StageArn arn = StageArn.parse(text);
    assertThat(arn.id()).isEqualTo("AbCdEf123456");
    assertThat(arn.scope()).isEqualTo(new Scope("000000000000", "us-east-1"));
    assertThat(arn).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "string",
        "arn:aws:ivs:us-east-1:000000000000:channel/AbCdEf123456",
        "arn:aws:ivs:us-east-1:account:stage/AbCdEf123456",
        "arn:aws:ivs:us-east-1:000000000000:stage/a_b",
        " arn:aws:ivs:us-east-1:000000000000:stage/a",
        "arn:aws:ivs:us-east-1:000000000000:stage/a\n"
      })
  void ofAnotherFormIsRefused(String text) {
    assertThatThrownBy(() -> StageArn.parse(text)).isInstanceOf(StageException.class);
  }

  @Test
  void ofMoreThan128CharactersIsRefused() {
    String text = "arn:aws:ivs:us-east-1:000000000000:stage/" + "a".repeat(88);
    assertThatThrownBy(() -> StageArn.parse(text)).isInstanceOf(StageException.class);
  }
}
