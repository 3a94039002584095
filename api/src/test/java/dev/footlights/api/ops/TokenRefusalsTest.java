package dev.footlights.api.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.Printed;
import dev.footlights.stage.StageException;
import dev.footlights.stage.token.TokenRefusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenRefusalsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong now = new AtomicLong();
  private final TokenRefusals refusals = new TokenRefusals(registry, now::get);

  private double count(String reason) {
    return registry.get("footlights.tokens.refused").tag("reason", reason).counter().count();
  }

  @Test
  void areCountedByReason() {
    refusals.tell(TokenRefusal.FORGED.exception());
    refusals.tell(TokenRefusal.FORGED.exception());
    refusals.tell(new StageException(StageException.Kind.QUOTA, "full"));
    assertThat(count("forged")).isEqualTo(2);
    assertThat(count("unknown_key")).isZero();
  }

  @Test
  void areToldToTheLogSeldom() {
    String printed =
        Printed.by(
            () -> {
              refusals.tell(TokenRefusal.FORGED.exception());
              refusals.tell(TokenRefusal.EXPIRED.exception());
              refusals.tell(TokenRefusal.EXPIRED.exception());
              now.addAndGet(TokenRefusals.PAUSE.toNanos());
              refusals.tell(TokenRefusal.REVOKED.exception());
            });
    assertThat(printed.lines().filter(line -> line.contains("a token was refused")))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .contains("forged: the token's signature is not valid")
                    .doesNotContain("refusals before"),
            second -> assertThat(second).contains("revoked").contains("; 2 refusals before"));
  }
}
