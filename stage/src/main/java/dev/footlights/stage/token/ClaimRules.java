package dev.footlights.stage.token;

import dev.footlights.stage.StageException;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.quota.Quotas;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.session.StageArn;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each claim must be (IVS user guide, "Create and sign JWTs"). Claims that it does not name
 * are not looked at.
 *
 * <p>The URLs must be URLs, and need not be this server's: a token is valid for 14 days, and the
 * name that a server is reached by may change meanwhile.
 */
final class ClaimRules {
  /** Model shape ParticipantTokenUserId: most characters. */
  private static final int MAX_USER_ID = 128;

  /** The last second of the year 9999. */
  private static final long LATEST = 253_402_300_799L;

  private final Map<String, Object> claims;

  ClaimRules(Map<String, Object> claims) {
    this.claims = claims;
  }

  /** The stage that the token is for. */
  StageArn stage() throws ClaimException {
    try {
      return StageArn.parse(text(Claims.RESOURCE, "the ARN of a stage"));
    } catch (StageException e) {
      throw new ClaimException(Claims.RESOURCE, "the ARN of a stage");
    }
  }

  TokenClaims read(StageArn stage, @Nullable ResourceArn key) throws ClaimException {
    if (!Claims.SUPPORTED_VERSION.equals(claims.get(Claims.VERSION))) {
      throw new ClaimException(Claims.VERSION, "the string 1.0");
    }
    if (!stage.id().equals(claims.get(Claims.TOPIC))) {
      throw new ClaimException(Claims.TOPIC, "the last part of the resource, the stage's id");
    }
    Instant issued = time(Claims.ISSUED);
    return new TokenClaims(
        stage,
        participant(),
        userId(),
        attributes(),
        capabilities(),
        issued,
        expiry(issued),
        new Endpoints(url(Claims.WHIP_URL, "http", "https"), url(Claims.EVENTS_URL, "ws", "wss")),
        key);
  }

  private Instant time(String claim) throws ClaimException {
    if (claims.get(claim) instanceof Number number
        && (number instanceof Long || number instanceof Integer)
        && number.longValue() >= 0
        && number.longValue() <= LATEST) {
      return Instant.ofEpochSecond(number.longValue());
    }
    throw new ClaimException(claim, "an integer, the seconds since 1970");
  }

  private Instant expiry(Instant issued) throws ClaimException {
    Instant expires = time(Claims.EXPIRES);
    if (!expires.isAfter(issued)) {
      throw new ClaimException(Claims.EXPIRES, "later than iat");
    }
    if (expires.isAfter(issued.plus(TokenSpec.MAX_DURATION))) {
      throw new ClaimException(Claims.EXPIRES, "at most 14 days after iat");
    }
    return expires;
  }

  private ParticipantId participant() throws ClaimException {
    String rule = "1 to 64 letters, digits, - and _";
    String id = text(Claims.ID, rule);
    try {
      if (!id.isEmpty()) {
        return ParticipantId.of(id);
      }
    } catch (StageException e) {
      // As an empty one.
    }
    throw new ClaimException(Claims.ID, rule);
  }

  private String userId() throws ClaimException {
    if (claims.get(Claims.USER_ID) == null) {
      return "";
    }
    String rule = "a string of at most 128 characters";
    String userId = text(Claims.USER_ID, rule);
    if (userId.codePointCount(0, userId.length()) > MAX_USER_ID) {
      throw new ClaimException(Claims.USER_ID, rule);
    }
    return storable(Claims.USER_ID, userId);
  }

  private Map<String, String> attributes() throws ClaimException {
    if (claims.get(Claims.ATTRIBUTES) == null) {
      return Map.of();
    }
    Map<String, String> attributes = new HashMap<>();
    for (var entry : object(Claims.ATTRIBUTES, "an object of strings").entrySet()) {
      if (!(entry.getKey() instanceof String name) || !(entry.getValue() instanceof String value)) {
        throw new ClaimException(Claims.ATTRIBUTES, "an object of strings");
      }
      attributes.put(storable(Claims.ATTRIBUTES, name), storable(Claims.ATTRIBUTES, value));
    }
    try {
      Quotas.checkAttributes(attributes);
    } catch (StageException e) {
      throw new ClaimException(
          Claims.ATTRIBUTES, "at most 1024 bytes of UTF-8, keys and values together");
    }
    return attributes;
  }

  private Set<Capability> capabilities() throws ClaimException {
    String rule = "an object of allow_publish and allow_subscribe, each true or false";
    Map<?, ?> given = object(Claims.CAPABILITIES, rule);
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    for (Capability capability : Capability.values()) {
      String name =
          switch (capability) {
            case PUBLISH -> Claims.ALLOW_PUBLISH;
            case SUBSCRIBE -> Claims.ALLOW_SUBSCRIBE;
          };
      if (given.containsKey(name) && !(given.get(name) instanceof Boolean)) {
        throw new ClaimException(Claims.CAPABILITIES, rule);
      }
      if (Boolean.TRUE.equals(given.get(name))) {
        capabilities.add(capability);
      }
    }
    return capabilities;
  }

  private URI url(String claim, String plain, String secure) throws ClaimException {
    String rule = "a " + plain + ":// or " + secure + ":// URL";
    try {
      var url = new URI(text(claim, rule));
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      if ((scheme.equals(plain) || scheme.equals(secure)) && url.getRawAuthority() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // As another scheme.
    }
    throw new ClaimException(claim, rule);
  }

  private String text(String claim, String rule) throws ClaimException {
    if (claims.get(claim) instanceof String text) {
      return text;
    }
    throw new ClaimException(claim, rule);
  }

  private Map<?, ?> object(String claim, String rule) throws ClaimException {
    if (claims.get(claim) instanceof Map<?, ?> object) {
      return object;
    }
    throw new ClaimException(claim, rule);
  }

  /** What every store can keep: PostgreSQL's text has no U+0000, and UTF-8 no lone surrogate. */
  private static String storable(String claim, String text) throws ClaimException {
    if (text.indexOf(0) >= 0
        || text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new ClaimException(claim, "Unicode text without U+0000");
    }
    return text;
  }
}
