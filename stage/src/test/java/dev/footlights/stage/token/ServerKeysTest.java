package dev.footlights.stage.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class ServerKeysTest {
  @Test
  void aDerivedKeyIsTheSameForTheSameKeyAndPurposeOnly() {
    ServerKey key = ServerKeys.create(new SecureRandom());
    var again = new ServerKey(key.kid(), key.jwk());
    assertThat(ServerKeys.derive(again, "pages")).isEqualTo(ServerKeys.derive(key, "pages"));
    assertThat(ServerKeys.derive(key, "other")).isNotEqualTo(ServerKeys.derive(key, "pages"));
    assertThat(ServerKeys.derive(ServerKeys.create(new SecureRandom()), "pages"))
        .isNotEqualTo(ServerKeys.derive(key, "pages"));
  }
}
