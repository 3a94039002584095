package dev.footlights.sign;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;

/** The signature of a request: the same sum for who signs and who verifies. */
public final class Signature {
  /** The only algorithm of the Authorization header that is understood. */
  public static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** The form of {@code x-amz-date}: {@code 20150830T123600Z}. */
  public static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private Signature() {}

  /**
   * The signature in lower-case hexadecimal.
   *
   * @param signedHeaders lower-case names in the order of the signature
   */
  public static String of(
      WireRequest request,
      List<String> signedHeaders,
      Instant at,
      CredentialScope scope,
      String secretAccessKey) {
    String canonical = CanonicalRequest.of(request, signedHeaders);
    String toSign =
        String.join(
            "\n",
            ALGORITHM,
            AMZ_DATE.format(at),
            scope.toString(),
            Digests.sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(Digests.hmac(scope.signingKey(secretAccessKey), toSign));
  }

  /** What {@code x-amz-content-sha256} says of a body, when it is sent at all. */
  public static String bodyHash(byte[] body) {
    return Digests.sha256(body);
  }
}
