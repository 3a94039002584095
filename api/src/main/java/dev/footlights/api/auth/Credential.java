package dev.footlights.api.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that may call, and what it may do.
 *
 * @param account twelve digits
 * @param statements null allows everything; otherwise what no statement allows is denied
 */
public record Credential(
    String accessKeyId,
    String secretAccessKey,
    String account,
    @Nullable List<Statement> statements) {

  @Override
  public String toString() {
    return "Credential[" + accessKeyId + "]";
  }
}
