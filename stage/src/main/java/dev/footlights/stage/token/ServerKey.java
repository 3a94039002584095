package dev.footlights.stage.token;

/**
 * The key pair that signs the server's own tokens; a store holds exactly one.
 *
 * @param kid names it in a token's header
 * @param jwk the private key (RFC 7517): secret
 */
public record ServerKey(String kid, String jwk) {
  @Override
  public String toString() {
    return "ServerKey[" + kid + "]";
  }
}
