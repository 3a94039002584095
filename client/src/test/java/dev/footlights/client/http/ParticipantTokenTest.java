package dev.footlights.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantTokenTest {
  private static final String CLAIMS =
      """
      {"jti":"p1","topic":"s1","whip_url":"http://127.0.0.1:4569/whip",
       "events_url":"ws://127.0.0.1:4569/events","capabilities":{"allow_publish":true}}\
      """;

  private static String token(String claims) {
    return "h."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
        + ".s";
  }

  @Test
  void aTokenSaysWhoItsBearerIsAndWhereToGo() {
    var token = ParticipantToken.parse(token(CLAIMS) + "\n");
    assertThat(token.participantId()).isEqualTo("p1");
    assertThat(token.stageId()).isEqualTo("s1");
    assertThat(token.text()).isEqualTo(token(CLAIMS));
    assertThat(token.subscribe("p2"))
        .isEqualTo(URI.create("http://127.0.0.1:4569/whip/subscribe/p2"));
    assertThat(token).asString().doesNotContain(token.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "h.!!!.s", "h.e30.s", "h.W10.s", "h.bm90IGpzb24.s", "a.b.c.d"})
  void whatIsNoTokenIsRefusedInOneLine(String text) {
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> ParticipantToken.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).contains("token").doesNotContain("\n"));
  }
}
