package dev.footlights.sim.world;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.resource.PublicKey;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.token.IssuedToken;
import dev.footlights.stage.token.ServerKey;
import dev.footlights.stage.token.ServerKeys;
import dev.footlights.stage.token.TokenMint;
import dev.footlights.stage.token.TokenSpec;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** Somebody who signs tokens by a key of its own, whose public half every world knows. */
final class Application {
  private static final ResourceArn ARN =
      ResourceArn.of(World.SCOPE, ResourceType.PUBLIC_KEY, "application1");
  private static final ServerKey PAIR =
      new ServerKey(ARN.toString(), ServerKeys.create(new SecureRandom()).jwk());

  private Application() {}

  static PublicKey publicKey() {
    try {
      byte[] der = ECKey.parse(PAIR.jwk()).toECPublicKey().getEncoded();
      String pem =
          "-----BEGIN PUBLIC KEY-----\n"
              + Base64.getMimeEncoder().encodeToString(der)
              + "\n-----END PUBLIC KEY-----\n";
      return new PublicKey(ARN, "", Map.of(), pem, "");
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static IssuedToken token(
      StageHandle stage, String id, Map<String, String> attributes, Capability... capabilities) {
    var spec = new TokenSpec(Duration.ofHours(1), "", attributes, Set.of(capabilities));
    return new TokenMint(PAIR)
        .mint(
            stage.arn(), ParticipantId.of(id), spec, World.ENDPOINTS, stage.world().plane().wall());
  }
}
