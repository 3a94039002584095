package dev.footlights.deliver.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Standard Webhooks has it: {@code v1,} and the base64 of HMAC-SHA256 over {@code
 * id.timestamp.body}; several keys give several signatures, so that a receiver can change over.
 */
public final class SigningKeys {
  /** Signs nothing. */
  public static final SigningKeys NONE = new SigningKeys(List.of());

  /** Before a key that is written in base64; any other text is a key as it stands. */
  private static final String PREFIX = "whsec_";

  /** Standard Webhooks: 24 to 64 bytes. */
  private static final int MIN_BYTES = 24;

  private static final String ALGORITHM = "HmacSHA256";

  private final List<SecretKeySpec> keys;

  private SigningKeys(List<SecretKeySpec> keys) {
    this.keys = keys;
  }

  /**
   * Reads keys, one a line.
   *
   * @throws IllegalArgumentException when there is none or one is too short, never showing it
   */
  public static SigningKeys read(Path file) throws IOException {
    return of(Files.readString(file).lines().map(String::strip).filter(l -> !l.isEmpty()).toList());
  }

  static SigningKeys of(List<String> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("there is no secret in it");
    }
    List<SecretKeySpec> keys = new ArrayList<>();
    for (String secret : secrets) {
      byte[] key = key(secret);
      if (key.length < MIN_BYTES) {
        throw new IllegalArgumentException("a secret must have " + MIN_BYTES + " bytes or more");
      }
      keys.add(new SecretKeySpec(key, ALGORITHM));
    }
    return new SigningKeys(List.copyOf(keys));
  }

  private static byte[] key(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return secret.getBytes(UTF_8);
    }
    try {
      return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("what follows " + PREFIX + " must be base64", e);
    }
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /**
   * What the header {@code webhook-signature} says.
   *
   * @param timestamp seconds since 1970
   */
  String sign(String id, long timestamp, String body) {
    byte[] signed = (id + "." + timestamp + "." + body).getBytes(UTF_8);
    return keys.stream()
        .map(key -> "v1," + Base64.getEncoder().encodeToString(mac(key, signed)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] mac(SecretKeySpec key, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
