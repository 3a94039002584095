package dev.footlights.api.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.footlights.api.TestServer;
import dev.footlights.sign.Credentials;
import dev.footlights.sign.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpsTest {
  private static final TestCertificate CERTIFICATE = TestCertificate.ec();

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.secure(CERTIFICATE.write(folder));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpClient client(Version version) {
    return HttpClient.newBuilder().version(version).sslContext(CERTIFICATE.trusting()).build();
  }

  private static HttpRequest call(String operation, String body, BodyPublisher publisher) {
    URI uri = server.uri("/" + operation);
    var signed =
        new Signer(new Credentials("test", "test"), "us-east-1", "ivs")
            .sign("POST", uri, Map.of(), body.getBytes(), Instant.now());
    return HttpRequest.newBuilder(uri)
        .header("X-Amz-Date", signed.amzDate())
        .header("Authorization", signed.authorization())
        .POST(publisher)
        .build();
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private static JsonNode stage(HttpClient client) throws IOException, InterruptedException {
    String body = "{\"participantTokenConfigurations\":[{}]}";
    HttpResponse<String> answer =
        send(client, call("CreateStage", body, BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.version()).isEqualTo(client.version());
    return new JsonMapper().readTree(answer.body());
  }

  @ParameterizedTest
  @EnumSource
  void aSignedCallIsAnsweredAndItsUrlsAreSecure(Version version) throws Exception {
    try (HttpClient client = client(version)) {
      JsonNode created = stage(client);
      JsonNode endpoints = created.path("stage").path("endpoints");
      String authority = server.uri("/").getAuthority();
      assertThat(endpoints.path("whip").asString()).startsWith("https://" + authority + "/");
      assertThat(endpoints.path("events").asString()).startsWith("wss://" + authority + "/");
      JsonNode claims = claims(created);
      assertThat(claims.path("whip_url").asString()).startsWith("https://" + authority + "/");
      assertThat(claims.path("events_url").asString()).startsWith("wss://" + authority + "/");
    }
  }

  private static JsonNode claims(JsonNode created) {
    String token = created.path("participantTokens").path(0).path("token").asString();
    return new JsonMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }

  /** HTTP/2 has no chunks: a body of unknown length just begins. */
  @ParameterizedTest
  @EnumSource
  void aBodyThatDeclaresNoLengthIsRead(Version version) throws Exception {
    try (HttpClient client = client(version)) {
      String body = "{\"name\":\"undeclared\"}";
      var unknown = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body.getBytes()));
      HttpResponse<String> answer = send(client, call("CreateStage", body, unknown));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("undeclared");
      String longer = "{\"name\":\"" + "x".repeat(1 << 20) + "\"}";
      var tooLong = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(longer.getBytes()));
      assertThat(status(client, call("CreateStage", longer, tooLong))).isEqualTo(413);
      stage(client);
    }
  }

  /** In HTTP/2 a reset, which stops the rest of the body, may overtake the answer. */
  private static int status(HttpClient client, HttpRequest request) throws Exception {
    try {
      return send(client, request).statusCode();
    } catch (IOException e) {
      assertThat(client.version()).isEqualTo(Version.HTTP_2);
      assertThat(e).hasMessageContaining("RST_STREAM");
      return 413;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSignatureForAnotherHostIsRefused(Version version) throws Exception {
    try (HttpClient client = client(version)) {
      HttpRequest made = call("ListStages", "", BodyPublishers.noBody());
      URI other = URI.create("https://localhost:" + server.uri("/").getPort() + "/ListStages");
      HttpResponse<String> answer =
          send(client, HttpRequest.newBuilder(made, (_, _) -> true).uri(other).build());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("signature");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPageFromElsewhereIsRefusedAndOneOfOursIsNot(Version version) throws Exception {
    try (HttpClient client = client(version)) {
      HttpRequest made = call("ListStages", "", BodyPublishers.noBody());
      var ours =
          HttpRequest.newBuilder(made, (_, _) -> true).header("Origin", server.uri("").toString());
      assertThat(send(client, ours.build()).statusCode()).isEqualTo(200);
      var other =
          HttpRequest.newBuilder(made, (_, _) -> true).header("Origin", "https://evil.example");
      assertThat(send(client, other.build()).statusCode()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eventsComeOverASecureWebSocket(Version version) throws Exception {
    try (HttpClient client = client(version)) {
      JsonNode created = stage(client);
      String token = created.path("participantTokens").path(0).path("token").asString();
      JsonNode claims = claims(created);
      var first = new CompletableFuture<String>();
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .subprotocols(token)
              .buildAsync(
                  URI.create(
                      claims.path("events_url").asString() + "/" + claims.path("topic").asString()),
                  new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(
                        WebSocket from, CharSequence data, boolean last) {
                      first.complete(data.toString());
                      return null;
                    }
                  })
              .get(60, TimeUnit.SECONDS);
      assertThat(first.get(60, TimeUnit.SECONDS)).contains("STAGE_STATE");
      socket.abort();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void bothVersionsOfTlsAreSpoken(String protocol) throws Exception {
    try (SSLSocket socket = socket(protocol)) {
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
      assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
    }
  }

  @Test
  void olderOnesAreNot() throws Exception {
    try (SSLSocket socket = socket("TLSv1.1")) {
      assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(socket::startHandshake);
    }
  }

  private static SSLSocket socket(String protocol) throws IOException {
    var socket =
        (SSLSocket)
            CERTIFICATE
                .trusting()
                .getSocketFactory()
                .createSocket("127.0.0.1", server.uri("/").getPort());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    parameters.setProtocols(new String[] {protocol});
    socket.setSSLParameters(parameters);
    return socket;
  }

  @Test
  void http2IsOfTheVersionThatTheServerIs() {
    assertThat(HTTP2ServerConnectionFactory.class.getPackage().getImplementationVersion())
        .isNotNull()
        .isEqualTo(Server.class.getPackage().getImplementationVersion());
  }
}
