package dev.footlights.sign;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a signature is good for: one day, one region, one service.
 *
 * @param date eight digits, {@code yyyyMMdd} in UTC
 */
public record CredentialScope(String date, String region, String service) {
  private static final String TERMINATOR = "aws4_request";

  /** Reads {@code date/region/service/aws4_request}. */
  public static Optional<CredentialScope> parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 4
        || !parts[3].equals(TERMINATOR)
        || !parts[0].matches("[0-9]{8}")
        || parts[1].isEmpty()
        || parts[2].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new CredentialScope(parts[0], parts[1], parts[2]));
  }

  byte[] signingKey(String secretAccessKey) {
    byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
    for (String step : new String[] {date, region, service, TERMINATOR}) {
      key = Digests.hmac(key, step);
    }
    return key;
  }

  @Override
  public String toString() {
    return date + "/" + region + "/" + service + "/" + TERMINATOR;
  }
}
