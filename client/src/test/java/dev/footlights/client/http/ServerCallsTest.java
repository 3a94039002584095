package dev.footlights.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.footlights.sign.Authorization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerCallsTest {
  private record Seen(String method, String path, Map<String, List<String>> headers, String body) {}

  private final List<Seen> seen = new ArrayList<>();
  private HttpServer server;
  private URI base;

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          seen.add(
              new Seen(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().getRawPath(),
                  Map.copyOf(exchange.getRequestHeaders()),
                  body));
          answer.to(exchange);
          exchange.close();
        });
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Test
  void aCallIsSignedAsJsonForTheRegionOfTheEnvironment() {
    answer("/GetStage", exchange -> reply(exchange, 200, "{\"stage\":{\"arn\":\"a\"}}"));
    var aws =
        AwsCaller.of(
            base,
            Map.of(
                "AWS_ACCESS_KEY_ID", "123456789012",
                "AWS_SECRET_ACCESS_KEY", "s",
                "AWS_REGION", "eu-west-1"));
    assertThat(aws.call("GetStage", Map.of("arn", "a")).path("stage").path("arn").asString())
        .isEqualTo("a");
    Seen call = seen.getFirst();
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.body()).isEqualTo("{\"arn\":\"a\"}");
    var authorization =
        (Authorization)
            Authorization.parse(
                call.headers().getOrDefault("Authorization", List.of("")).getFirst());
    assertThat(authorization.accessKeyId()).isEqualTo("123456789012");
    assertThat(authorization.scope().region()).isEqualTo("eu-west-1");
    assertThat(authorization.scope().service()).isEqualTo("ivs");
    assertThat(authorization.signedHeaders()).contains("host", "x-amz-date");
  }

  @Test
  void aRefusedCallSaysWhichErrorItWas() {
    answer(
        "/StopParticipantReplication",
        exchange -> {
          exchange.getResponseHeaders().add("x-amzn-ErrorType", "ResourceNotFoundException:x");
          reply(exchange, 404, "{\"message\":\"no such replica\"}");
        });
    var aws = AwsCaller.of(base, Map.of());
    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(() -> aws.call("StopParticipantReplication", Map.of()))
        .satisfies(
            e -> {
              assertThat(e.status()).isEqualTo(404);
              assertThat(e.error()).isEqualTo("ResourceNotFoundException");
            })
        .withMessageContaining("no such replica");
  }

  @Test
  void anOfferIsPostedWithItsTokenAndTheSessionsUrlEndsIt() {
    answer(
        "/whip",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/whip/session/1");
          if (exchange.getRequestMethod().equals("POST")) {
            reply(exchange, 201, "answer");
          } else {
            reply(exchange, 404, "");
          }
        });
    var session = MediaSession.open(base.resolve("/whip"), "T", "offer");
    session.close();
    assertThat(session.answer()).isEqualTo("answer");
    assertThat(seen).extracting(Seen::method).containsExactly("POST", "DELETE");
    assertThat(seen.get(0).body()).isEqualTo("offer");
    assertThat(seen.get(0).headers()).containsEntry("Content-type", List.of("application/sdp"));
    assertThat(seen)
        .allSatisfy(
            s -> assertThat(s.headers()).containsEntry("Authorization", List.of("Bearer T")));
    assertThat(seen.get(1).path()).isEqualTo("/whip/session/1");
  }

  @Test
  void aRedirectionIsFollowedWithMethodHeadersAndBody() {
    answer(
        "/global",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/node/whip");
          reply(exchange, 307, "");
        });
    answer(
        "/node/whip",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "session");
          reply(exchange, 201, "answer");
        });
    var session = MediaSession.open(base.resolve("/global"), "T", "offer");
    assertThat(session.url()).isEqualTo(base.resolve("/node/session"));
    assertThat(seen.get(1).body()).isEqualTo("offer");
    assertThat(seen.get(1).headers()).containsEntry("Authorization", List.of("Bearer T"));
  }

  @Test
  void aRefusedOfferAndAServerThatIsNotThereAreToldInOneLine() {
    answer("/whip", exchange -> reply(exchange, 403, "no\nsuch capability"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> MediaSession.open(base.resolve("/whip"), "T", "offer"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(403))
        .withMessageEndingWith("answered 403 no such capability");
    answer(
        "/problem",
        exchange -> reply(exchange, 401, "{\"status\":401,\"detail\":\"it has expired\"}"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> MediaSession.open(base.resolve("/problem"), "T", "offer"))
        .withMessage("it has expired");
    server.stop(0);
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> AwsCaller.of(base, Map.of()).call("GetStage", Map.of()))
        .withMessage("nothing answers at " + base);
  }
}
