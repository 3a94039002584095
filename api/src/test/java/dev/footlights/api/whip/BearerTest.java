package dev.footlights.api.whip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer a.b.c", "bearer a.b.c", "  Bearer   a.b.c ", "Bearer Bearer a.b.c"})
  void theTokenIsFound(String header) {
    assertThat(Bearer.token(header)).contains("a.b.c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b.c", "Basic a.b.c", "Bearer", "Bearer ", "Bearer a b"})
  void whatIsNoBearerTokenIsNone(String header) {
    assertThat(Bearer.token(header)).isEmpty();
  }

  @Test
  void noHeaderIsNoToken() {
    assertThat(Bearer.token(null)).isEmpty();
  }
}
