package dev.footlights.sign;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Authorization header of a signed request.
 *
 * <pre>
 * AWS4-HMAC-SHA256 Credential=KEY/20150830/us-east-1/ivs/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa0…
 * </pre>
 */
public record Authorization(
    String accessKeyId, CredentialScope scope, List<String> signedHeaders, String signature)
    implements AuthorizationResult {
  /** More names than any client signs; a bound on the work for a stranger. */
  static final int MAX_SIGNED_HEADERS = 64;

  public Authorization {
    signedHeaders = List.copyOf(signedHeaders);
  }

  /** Reads a header's value; never throws. */
  public static AuthorizationResult parse(String value) {
    String text = value.strip();
    if (!text.startsWith(Signature.ALGORITHM + " ")) {
      return new Incomplete("Authorization header must start with " + Signature.ALGORITHM);
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : text.substring(Signature.ALGORITHM.length()).split(",", 8)) {
      int equals = part.indexOf('=');
      if (equals > 0
          && parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip())
              != null) {
        return new Incomplete("Authorization header names a part twice");
      }
    }
    String credential = parts.getOrDefault("Credential", "");
    String signedHeaders = parts.getOrDefault("SignedHeaders", "");
    String signature = parts.getOrDefault("Signature", "");
    if (credential.isEmpty() || signedHeaders.isEmpty() || signature.isEmpty()) {
      return new Incomplete("Authorization header needs Credential, SignedHeaders and Signature");
    }
    int slash = credential.indexOf('/');
    var scope = CredentialScope.parse(credential.substring(slash + 1));
    if (slash <= 0 || scope.isEmpty()) {
      return new Incomplete("Credential must be KEY/YYYYMMDD/REGION/SERVICE/aws4_request");
    }
    List<String> names = Arrays.asList(signedHeaders.split(";", MAX_SIGNED_HEADERS + 1));
    if (names.size() > MAX_SIGNED_HEADERS) {
      return new Incomplete("SignedHeaders lists more than " + MAX_SIGNED_HEADERS + " names");
    }
    return new Authorization(credential.substring(0, slash), scope.get(), names, signature);
  }

  /** The header's value. */
  public String header() {
    return Signature.ALGORITHM
        + " Credential="
        + accessKeyId
        + "/"
        + scope
        + ", SignedHeaders="
        + String.join(";", signedHeaders)
        + ", Signature="
        + signature;
  }
}
