package dev.footlights.live;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.RowChange.PutResource;
import dev.footlights.stage.resource.PublicKey;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.Endpoints;
import dev.footlights.stage.token.ServerKey;
import dev.footlights.stage.token.ServerKeys;
import dev.footlights.stage.token.TokenMint;
import dev.footlights.stage.token.TokenSpec;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Somebody who signs tokens by a key of its own. */
public final class Application {
  public static final ResourceArn KEY =
      ResourceArn.of(Rig.SCOPE, ResourceType.PUBLIC_KEY, "application1");

  private final ServerKey pair =
      new ServerKey(KEY.toString(), ServerKeys.create(new SecureRandom()).jwk());

  /** A store in which its public key is. */
  public FakeStore imported() {
    var store = new FakeStore();
    try {
      byte[] der = ECKey.parse(pair.jwk()).toECPublicKey().getEncoded();
      String pem =
          "-----BEGIN PUBLIC KEY-----\n"
              + Base64.getMimeEncoder().encodeToString(der)
              + "\n-----END PUBLIC KEY-----\n";
      store.commit(
          new Change(
              List.of(new PutResource(new PublicKey(KEY, "", Map.of(), pem, ""))), List.of()));
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException(e);
    }
    return store;
  }

  public String token(StageArn stage, String id, TokenSpec spec, Endpoints endpoints, Instant at) {
    return new TokenMint(pair).mint(stage, ParticipantId.of(id), spec, endpoints, at).token();
  }
}
