package dev.footlights.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.Endpoints;
import dev.footlights.stage.token.ServerKey;
import dev.footlights.stage.token.ServerKeys;
import dev.footlights.stage.token.TokenMint;
import dev.footlights.stage.token.TokenSpec;
import java.net.URI;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;

/** Somebody who signs tokens of dev mode's account by a key of its own. */
public final class Application {
  public static final Endpoints ENDPOINTS =
      new Endpoints(URI.create("http://localhost/whip"), URI.create("ws://localhost/events"));

  private final ServerKey pair;

  private Application(String arn, String jwk) {
    pair = new ServerKey(arn, jwk);
  }

  /** Its public key is imported. */
  static Application at(TestServer server) {
    String jwk = ServerKeys.create(new SecureRandom()).jwk();
    String arn =
        server
            .call("ImportPublicKey")
            .body("{\"publicKeyMaterial\":\"%s\"}".formatted(pem(jwk).replace("\n", "\\n")))
            .send()
            .json()
            .path("publicKey")
            .path("arn")
            .asString();
    return new Application(arn, jwk);
  }

  public String keyArn() {
    return pair.kid();
  }

  /** Says that it is another one, and has not its private key. */
  public Application forger() {
    return new Application(pair.kid(), ServerKeys.create(new SecureRandom()).jwk());
  }

  private static String pem(String jwk) {
    try {
      byte[] der = ECKey.parse(jwk).toECPublicKey().getEncoded();
      return "-----BEGIN PUBLIC KEY-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
          + "\n-----END PUBLIC KEY-----\n";
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token of that participant's. */
  public String token(String stageArn, String participant, TokenSpec spec) {
    return token(stageArn, participant, spec, ENDPOINTS);
  }

  public String token(String stageArn, String participant, TokenSpec spec, Endpoints endpoints) {
    return new TokenMint(pair)
        .mint(
            StageArn.parse(stageArn), ParticipantId.of(participant), spec, endpoints, Instant.now())
        .token();
  }
}
