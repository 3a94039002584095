package dev.footlights.api.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import dev.footlights.sign.Authorization;
import dev.footlights.sign.CredentialScope;
import dev.footlights.sign.Incomplete;
import dev.footlights.sign.Signature;
import dev.footlights.sign.WireRequest;
import dev.footlights.sign.WireRequest.Header;
import dev.footlights.stage.session.Scope;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Verifies Signature Version 4 from the Authorization header, in two steps: who a head says it is
 * from, before anything is spent on a body, and whether that is so.
 */
public final class Signatures {
  /** How far a signature's time may be from ours, as AWS documents. */
  static final Duration SKEW = Duration.ofMinutes(15);

  /** The signing name of IVS, Real-Time and low-latency alike. */
  public static final String SERVICE = "ivs";

  /** What a caller meant for another service is told. */
  public static final String OTHER_SERVICE =
      "Footlights serves IVS Real-Time only; set AWS_ENDPOINT_URL_IVS_REALTIME, not"
          + " AWS_ENDPOINT_URL";

  /** A head that somebody known may have signed, lately. */
  public static final class Claimed {
    private final WireRequest head;
    private final Authorization authorization;
    private final Instant at;
    private final Keys.Known known;
    private final Keys keys;

    private Claimed(
        WireRequest head, Authorization authorization, Instant at, Keys.Known known, Keys keys) {
      this.head = head;
      this.authorization = authorization;
      this.at = at;
      this.known = known;
      this.keys = keys;
    }
  }

  private final Keyring keyring;

  public Signatures(Keyring keyring) {
    this.keyring = keyring;
  }

  /** The access key id that a request names, whoever made it; empty where it names none. */
  public static Optional<String> claimedKeyId(WireRequest request) {
    return first(request, "authorization")
        .map(Authorization::parse)
        .flatMap(
            parsed ->
                parsed instanceof Authorization whole
                    ? Optional.of(whole.accessKeyId())
                    : Optional.empty());
  }

  /**
   * Whom a request says it is from; an {@link AwsException} when that is nobody known, or was long
   * ago.
   *
   * @param request its body is not looked at
   */
  public Claimed claimed(WireRequest request, Instant now) {
    Keys keys = keyring.keys();
    String header =
        first(request, "authorization")
            .orElseThrow(
                () ->
                    new AwsException(
                        ErrorType.MISSING_AUTHENTICATION_TOKEN,
                        "The request is not signed: it has no Authorization header."
                            + keys.hint()));
    Authorization authorization =
        switch (Authorization.parse(header)) {
          case Authorization whole -> whole;
          case Incomplete incomplete ->
              throw new AwsException(ErrorType.INCOMPLETE_SIGNATURE, incomplete.reason());
        };
    CredentialScope scope = authorization.scope();
    if (!scope.service().equals(SERVICE)) {
      throw new AwsException(ErrorType.UNKNOWN_OPERATION, OTHER_SERVICE);
    }
    if (!scope.region().matches("[a-z0-9-]{1,32}")) {
      throw new AwsException(
          ErrorType.INCOMPLETE_SIGNATURE, "Credential names a region that cannot be in an ARN");
    }
    Instant at = time(request, authorization, now);
    Keys.Known known =
        keys.find(authorization.accessKeyId())
            .orElseThrow(
                () ->
                    new AwsException(
                        ErrorType.UNRECOGNIZED_CLIENT,
                        "The access key id " + authorization.accessKeyId() + " is not known here"));
    return new Claimed(request, authorization, at, known, keys);
  }

  /** Who signed; an {@link AwsException} when not who was claimed. */
  public Identity verify(Claimed claimed, byte[] body) {
    WireRequest head = claimed.head;
    var request = new WireRequest(head.method(), head.path(), head.query(), head.headers(), body);
    Authorization authorization = claimed.authorization;
    Keys.Known known = claimed.known;
    if (!bodyIsAsDeclared(request)
        || !matches(request, authorization, claimed.at, known.secrets())) {
      throw new AwsException(
          ErrorType.INVALID_SIGNATURE,
          "The signature does not match this request: check the secret access key, and that"
              + " nothing between the client and this server changes path, Host or body."
              + claimed.keys.hint());
    }
    return new Identity(
        authorization.accessKeyId(),
        new Scope(known.account(), authorization.scope().region()),
        known.statements());
  }

  private static Instant time(WireRequest request, Authorization authorization, Instant now) {
    List<String> signed = authorization.signedHeaders();
    if (!signed.contains("host") || !signed.contains("x-amz-date")) {
      throw new AwsException(
          ErrorType.INCOMPLETE_SIGNATURE, "SignedHeaders must name host and x-amz-date");
    }
    Instant at;
    try {
      at = Signature.AMZ_DATE.parse(first(request, "x-amz-date").orElse(""), Instant::from);
    } catch (DateTimeException e) {
      throw new AwsException(
          ErrorType.INCOMPLETE_SIGNATURE, "X-Amz-Date must look like 20150830T123600Z");
    }
    String day = Signature.AMZ_DATE.format(at).substring(0, 8);
    if (!day.equals(authorization.scope().date())) {
      throw new AwsException(
          ErrorType.INVALID_SIGNATURE, "The date of Credential is not the day of X-Amz-Date");
    }
    if (Duration.between(at, now).abs().compareTo(SKEW) > 0) {
      throw new AwsException(
          ErrorType.INVALID_SIGNATURE,
          "Signature expired: it was made at "
              + Signature.AMZ_DATE.format(at)
              + " and it is now "
              + Signature.AMZ_DATE.format(now)
              + "; at most 15 minutes may lie between");
    }
    return at;
  }

  private static boolean bodyIsAsDeclared(WireRequest request) {
    Optional<String> declared = first(request, "x-amz-content-sha256");
    return declared.isEmpty() || declared.get().equals(Signature.bodyHash(request.body()));
  }

  private static boolean matches(
      WireRequest request, Authorization authorization, Instant at, List<String> secrets) {
    boolean matches = false;
    for (String secret : secrets) {
      String expected =
          Signature.of(request, authorization.signedHeaders(), at, authorization.scope(), secret);
      matches |=
          MessageDigest.isEqual(
              expected.getBytes(US_ASCII), authorization.signature().getBytes(US_ASCII));
    }
    return matches;
  }

  private static Optional<String> first(WireRequest request, String name) {
    return request.headers().stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }
}
