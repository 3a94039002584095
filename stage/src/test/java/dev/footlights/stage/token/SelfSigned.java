package dev.footlights.stage.token;

import dev.footlights.stage.Outcome;
import dev.footlights.stage.quota.ResourceQuotas;
import dev.footlights.stage.resource.PublicKey;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.resource.Resources;
import dev.footlights.stage.session.ResourceIds;
import dev.footlights.stage.session.Scope;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** An application that signs tokens, by the JDK alone: any text can be a header or claims. */
final class SelfSigned {
  final ResourceArn key;
  private final KeyPair pair;

  private SelfSigned(ResourceArn key, KeyPair pair) {
    this.key = key;
    this.pair = pair;
  }

  /** A place for keys, empty. */
  static Resources noResources() {
    return new Resources(
        List.of(), ResourceQuotas.NONE, new ResourceIds(new SplittableRandom(1), false));
  }

  /** Makes a key and imports its public half. */
  static SelfSigned imported(Resources resources, Scope scope, String id, String curve) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      KeyPair pair = generator.generateKeyPair();
      var key = ResourceArn.of(scope, ResourceType.PUBLIC_KEY, id);
      resources.put(new PublicKey(key, "", Map.of(), pem(pair), ""), new Outcome());
      return new SelfSigned(key, pair);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(KeyPair pair) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /** The public half as the application imported it. */
  byte[] pem() {
    return pem(pair).getBytes(StandardCharsets.UTF_8);
  }

  String header() {
    return "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"" + key + "\"}";
  }

  String sign(String claims) {
    return sign(header(), claims);
  }

  String sign(String header, String claims) {
    return sign(header, claims, "SHA384withECDSAinP1363Format");
  }

  String sign(String header, String claims, String algorithm) {
    String signed = encode(header) + "." + encode(claims);
    try {
      var signature = Signature.getInstance(algorithm);
      signature.initSign(pair.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
