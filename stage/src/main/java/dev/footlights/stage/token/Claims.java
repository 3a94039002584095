package dev.footlights.stage.token;

/** Names of a participant token's claims, as IVS's self-signed tokens have them. */
final class Claims {
  static final String EXPIRES = "exp";
  static final String ISSUED = "iat";
  static final String ID = "jti";
  static final String VERSION = "version";
  static final String SUPPORTED_VERSION = "1.0";
  static final String RESOURCE = "resource";
  static final String TOPIC = "topic";
  static final String EVENTS_URL = "events_url";
  static final String WHIP_URL = "whip_url";
  static final String USER_ID = "user_id";
  static final String ATTRIBUTES = "attributes";
  static final String CAPABILITIES = "capabilities";
  static final String ALLOW_PUBLISH = "allow_publish";
  static final String ALLOW_SUBSCRIBE = "allow_subscribe";

  private Claims() {}
}
