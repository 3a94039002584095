package dev.footlights.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.resource.PublicKey;
import dev.footlights.stage.resource.ResourceArn;
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
import java.util.Map;

/** Somebody who signs tokens of dev mode's account by a key of its own. */
public final class Application {
  public static final Endpoints ENDPOINTS =
      new Endpoints(URI.create("http://localhost/whip"), URI.create("ws://localhost/events"));
  private static final ResourceArn ARN =
      ResourceArn.parse("arn:aws:ivs:us-east-1:000000000000:public-key/application1");

  private final ServerKey pair =
      new ServerKey(ARN.toString(), ServerKeys.create(new SecureRandom()).jwk());

  /** What was imported. */
  PublicKey publicKey() {
    try {
      byte[] der = ECKey.parse(pair.jwk()).toECPublicKey().getEncoded();
      String pem =
          "-----BEGIN PUBLIC KEY-----\n"
              + Base64.getMimeEncoder().encodeToString(der)
              + "\n-----END PUBLIC KEY-----\n";
      return new PublicKey(ARN, "", Map.of(), pem, "");
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
