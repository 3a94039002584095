package dev.footlights.client.http;

import dev.footlights.sign.Credentials;
import dev.footlights.sign.Signer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes signed control calls as an AWS SDK does. May be used from any thread. */
public final class AwsCaller {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SIGNING_NAME = "ivs";

  private final URI endpoint;
  private final Signer signer;

  public AwsCaller(URI endpoint, Credentials credentials, String region) {
    this.endpoint = endpoint;
    this.signer = new Signer(credentials, region, SIGNING_NAME);
  }

  /**
   * Signs with {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}, or as {@code test}
   * where they are absent, for {@code AWS_REGION}, else {@code AWS_DEFAULT_REGION}, else us-east-1.
   */
  public static AwsCaller of(URI endpoint, Map<String, String> environment) {
    String region =
        environment.getOrDefault(
            "AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", "us-east-1"));
    String key = environment.getOrDefault("AWS_ACCESS_KEY_ID", "test");
    String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "test");
    return new AwsCaller(endpoint, new Credentials(key, secret), region);
  }

  /**
   * Makes a call and returns the answer's body, an empty object where it has none.
   *
   * @throws AwsException when the server refused
   */
  public JsonNode call(String operation, Map<String, ?> input) {
    URI uri = endpoint.resolve("/" + operation);
    byte[] body = JSON.writeValueAsBytes(input);
    Map<String, String> headers = Map.of("Content-Type", "application/json");
    Signer.Signed signed = signer.sign("POST", uri, headers, body, Instant.now());
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(Http.TIMEOUT)
            .header("Content-Type", "application/json")
            .header("X-Amz-Date", signed.amzDate())
            .header("Authorization", signed.authorization())
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> response = Http.send(request);
    JsonNode answer = json(response.body());
    if (response.statusCode() / 100 != 2) {
      throw new AwsException(
          operation,
          response.statusCode(),
          errorName(response),
          answer.path("message").asString(response.body()));
    }
    return answer;
  }

  /** The header may carry a namespace behind a colon. */
  private static String errorName(HttpResponse<String> response) {
    String type = response.headers().firstValue("x-amzn-ErrorType").orElse("error");
    int colon = type.indexOf(':');
    return colon < 0 ? type : type.substring(0, colon);
  }

  private static JsonNode json(String body) {
    try {
      return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }
}
