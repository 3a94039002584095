package dev.footlights.api.ops;

import dev.footlights.stage.StageException;
import dev.footlights.stage.token.TokenException;
import dev.footlights.stage.token.TokenRefusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts refused tokens by reason, and tells the log of some: seldom enough that nobody can fill a
 * disk by bad tokens, and never what is in one that nobody has verified, but its key's name.
 */
public final class TokenRefusals {
  /** Between two entries. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(TokenRefusals.class);

  private final Map<TokenRefusal, Counter> counters = new EnumMap<>(TokenRefusal.class);
  private final LongSupplier nanos;
  private final AtomicLong next;
  private final AtomicLong untold = new AtomicLong();

  /**
   * @param nanos monotonic
   */
  public TokenRefusals(MeterRegistry registry, LongSupplier nanos) {
    this.nanos = nanos;
    this.next = new AtomicLong(nanos.getAsLong());
    for (TokenRefusal reason : TokenRefusal.values()) {
      counters.put(
          reason,
          Counter.builder("footlights.tokens.refused")
              .description("Participant tokens refused, by reason")
              .tag("reason", label(reason))
              .register(registry));
    }
  }

  /** Counts a refusal if it was one of a token. */
  public void tell(StageException refusal) {
    if (!(refusal instanceof TokenException token)) {
      return;
    }
    Objects.requireNonNull(counters.get(token.reason())).increment();
    long now = nanos.getAsLong();
    long due = next.get();
    if (now - due < 0 || !next.compareAndSet(due, now + PAUSE.toNanos())) {
      untold.incrementAndGet();
      return;
    }
    long missed = untold.getAndSet(0);
    LOG.warn(
        "a token was refused, {}: {}{}{}{}",
        label(token.reason()),
        token.getMessage(),
        token.kid().isEmpty() ? "" : ", kid " + token.kid(),
        token.stage() == null ? "" : ", stage " + token.stage(),
        missed == 0 ? "" : "; " + missed + " refusals before it were not told");
  }

  private static String label(TokenRefusal reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
