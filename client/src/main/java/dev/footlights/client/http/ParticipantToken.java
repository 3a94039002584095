package dev.footlights.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a participant token says to its bearer. The signature is the server's to check.
 *
 * @param text the token itself
 * @param participantId claim {@code jti}
 * @param stageId claim {@code topic}
 * @param whip where to publish
 * @param events where the stage's events are, without the stage's id
 */
public record ParticipantToken(
    String text, String participantId, String stageId, URI whip, URI events) {

  /**
   * Reads a JSON Web Token's claims.
   *
   * @throws ClientException when it is none, or lacks what a client needs
   */
  public static ParticipantToken parse(String text) {
    String[] parts = text.strip().split("\\.", -1);
    if (parts.length != 3) {
      throw new ClientException("not a participant token: a token has three parts between dots");
    }
    JsonNode claims;
    try {
      claims =
          JsonMapper.shared().readTree(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
    } catch (IllegalArgumentException | JacksonException e) {
      throw new ClientException("not a participant token: its second part is not JSON", e);
    }
    return new ParticipantToken(
        text.strip(),
        claim(claims, "jti"),
        claim(claims, "topic"),
        uri(claims, "whip_url"),
        uri(claims, "events_url"));
  }

  /** Where to watch a participant of the token's stage. */
  public URI subscribe(String publisherId) {
    String path = whip.getPath() == null ? "" : whip.getPath();
    String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return whip.resolve(base + "/subscribe/" + publisherId);
  }

  private static URI uri(JsonNode claims, String name) {
    try {
      return URI.create(claim(claims, name));
    } catch (IllegalArgumentException e) {
      throw new ClientException("the token's " + name + " is not a URL", e);
    }
  }

  private static String claim(JsonNode claims, String name) {
    String value = claims.path(name).asString("");
    if (value.isEmpty()) {
      throw new ClientException("the token has no claim " + name);
    }
    return value;
  }

  @Override
  public String toString() {
    return "ParticipantToken[" + participantId + " in " + stageId + "]";
  }
}
