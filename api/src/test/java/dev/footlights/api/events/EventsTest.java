package dev.footlights.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.Application;
import dev.footlights.api.Printed;
import dev.footlights.api.TestServer;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.token.TokenRefusal;
import dev.footlights.stage.token.TokenSpec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TestServer server = TestServer.dev();
  private static final Application application = server.application();
  private static final HttpClient http = HttpClient.newHttpClient();

  @AfterAll
  static void stop() {
    http.shutdownNow();
    server.close();
  }

  private record Stage(String arn, String id, JsonNode tokens) {
    String token(int number) {
      return tokens.path(number).path("token").asString();
    }

    String participant(int number) {
      return tokens.path(number).path("participantId").asString();
    }
  }

  private static Stage stage() {
    JsonNode made =
        server
            .call("CreateStage")
            .body("{\"participantTokenConfigurations\":[{\"userId\":\"ann\"},{},{}]}")
            .send()
            .json();
    String arn = made.path("stage").path("arn").asString();
    return new Stage(arn, arn.substring(arn.indexOf('/') + 1), made.path("participantTokens"));
  }

  private static final class Ears implements WebSocket.Listener {
    final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    volatile String reason = "";
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.add(JSON.readTree(text.toString()));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      this.reason = reason;
      closed.complete(code);
      return null;
    }

    JsonNode next() throws InterruptedException {
      JsonNode message = heard.poll(60, TimeUnit.SECONDS);
      return message == null ? JSON.missingNode() : message;
    }

    int code() throws Exception {
      return closed.get(60, TimeUnit.SECONDS);
    }
  }

  private static WebSocket connect(Ears ears, String stageId, String token) {
    URI uri = URI.create(server.uri("/events/" + stageId).toString().replace("http:", "ws:"));
    return http.newWebSocketBuilder().subprotocols(token).buildAsync(uri, ears).join();
  }

  @Test
  void theTokenIsEchoedAndTheStateIsToldAtOnceAndOnEveryChange() throws Exception {
    Stage stage = stage();
    var ears = new Ears();
    WebSocket first = connect(ears, stage.id(), stage.token(0));
    assertThat(first.getSubprotocol()).isEqualTo(stage.token(0));
    JsonNode state = ears.next();
    assertThat(state.path("type").asString()).isEqualTo("STAGE_STATE");
    assertThat(state.path("payload").path("stageId").asString()).isEqualTo(stage.id());
    JsonNode ann = state.path("payload").path("participants").path(0);
    assertThat(ann.path("id").asString()).isEqualTo(stage.participant(0));
    assertThat(ann.path("userId").asString()).isEqualTo("ann");
    assertThat(ann.path("isPublishing").asBoolean(true)).isFalse();

    WebSocket second = connect(new Ears(), stage.id(), stage.token(1));
    assertThat(ears.next().path("payload").path("participants").size()).isEqualTo(2);
    second.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    assertThat(ears.next().path("payload").path("participants").size()).isEqualTo(1);
    first.abort();
  }

  @Test
  void theStateOfALargeStageIsToldToo() throws Exception {
    int many = 60;
    Stage stage = stage();
    var ears = new Ears();
    WebSocket first = connect(ears, stage.id(), stage.token(0));
    var others = new ArrayList<WebSocket>();
    for (int i = 1; i < many; i++) {
      JsonNode made =
          server
              .call("CreateParticipantToken")
              .body("{\"stageArn\":\"%s\",\"userId\":\"viewer\"}".formatted(stage.arn()))
              .send()
              .json();
      String token = made.path("participantToken").path("token").asString();
      others.add(connect(new Ears(), stage.id(), token));
    }
    int shown = 0;
    while (shown < many) {
      JsonNode state = ears.next();
      assertThat(state.isMissingNode()).as("after %d participants", shown).isFalse();
      shown = state.path("payload").path("participants").size();
    }
    others.forEach(WebSocket::abort);
    first.abort();
  }

  @Test
  void aPingIsAnsweredWithAPong() throws Exception {
    Stage stage = stage();
    var ears = new Ears();
    WebSocket socket = connect(ears, stage.id(), stage.token(0));
    ears.next();
    socket.sendText("not json", true).join();
    socket.sendText("{\"type\":\"OTHER\"}", true).join();
    socket.sendText("{\"type\":\"PING\"}", true).join();
    assertThat(ears.next().path("type").asString()).isEqualTo("PONG");
    socket.abort();
  }

  @Test
  void aDisconnectedParticipantAndOneOfADeletedStageAreToldBySocketCode() throws Exception {
    Stage stage = stage();
    var kicked = new Ears();
    var bystander = new Ears();
    connect(kicked, stage.id(), stage.token(0));
    connect(bystander, stage.id(), stage.token(1));
    kicked.next();
    bystander.next();
    server
        .call("DisconnectParticipant")
        .body(
            "{\"stageArn\":\"%s\",\"participantId\":\"%s\"}"
                .formatted(stage.arn(), stage.participant(0)))
        .send();
    assertThat(kicked.code()).isEqualTo(4003);
    var again = new Ears();
    connect(again, stage.id(), stage.token(0));
    assertThat(again.code()).isEqualTo(4003);
    server.call("DeleteStage").body("{\"arn\":\"%s\"}".formatted(stage.arn())).send();
    assertThat(bystander.code()).isEqualTo(4004);
    var late = new Ears();
    connect(late, stage.id(), stage.token(2));
    assertThat(late.code()).isEqualTo(4004);
  }

  @Test
  void aSecondConnectionOfTheSameTokenReplacesTheFirst() throws Exception {
    Stage stage = stage();
    var first = new Ears();
    var second = new Ears();
    connect(first, stage.id(), stage.token(0));
    first.next();
    connect(second, stage.id(), stage.token(0));
    assertThat(first.code()).isEqualTo(4002);
    assertThat(second.next().path("payload").path("participants").size()).isEqualTo(1);
  }

  @Test
  void anExpiredTokenIsToldBySocketCode() throws Exception {
    Stage stage = stage();
    server
        .request("POST", "/_footlights/clock")
        .unsigned()
        .body("{\"advanceSeconds\":43201}")
        .send();
    var ears = new Ears();
    connect(ears, stage.id(), stage.token(0));
    assertThat(ears.code()).isEqualTo(4001);
  }

  @Test
  void aTokenOfAnotherStageOrNoTokenViolatesPolicy() throws Exception {
    var wrong = new Ears();
    connect(wrong, "anotherStage", stage().token(0));
    assertThat(wrong.code()).isEqualTo(1008);
    var forged = new Ears();
    connect(forged, "anotherStage", "a.b.c");
    assertThat(forged.code()).isEqualTo(1008);
  }

  private static TokenSpec spec(Capability... capabilities) {
    return new TokenSpec(Duration.ofDays(1), "ann", Map.of("name", "Ann"), Set.of(capabilities));
  }

  @Test
  void aTokenThatAnApplicationSignedLetsItsBearerIn() throws Exception {
    Stage stage = stage();
    var ears = new Ears();
    String token = application.token(stage.arn(), "guest-1", spec(Capability.SUBSCRIBE));
    WebSocket socket = connect(ears, stage.id(), token);
    JsonNode guest = ears.next().path("payload").path("participants").path(0);
    assertThat(guest.path("id").asString()).isEqualTo("guest-1");
    assertThat(guest.path("attributes").path("name").asString()).isEqualTo("Ann");
    socket.abort();
  }

  @Test
  void aTokenSignedByAStrangersKeyIsToldApartAndCounted() throws Exception {
    Stage stage = stage();
    Application stranger = application.forger();
    var ears = new Ears();
    String forged = stranger.token(stage.arn(), "guest-1", spec());
    double before = server.metric("footlights_tokens_refused_total{reason=\"forged\"}");
    String printed =
        Printed.by(
            () -> {
              connect(ears, stage.id(), forged);
              assertThat(ears.code()).isEqualTo(1008);
            });
    assertThat(ears.reason).isEqualTo(TokenRefusal.FORGED.text());
    server.untilMetric("footlights_tokens_refused_total{reason=\"forged\"}", before + 1);
    assertThat(printed).doesNotContain(forged).doesNotContain(forged.split("\\.")[1]);
  }

  @Test
  void aDeletedKeyLetsNobodyInAndLeavesTheConnectedAlone() throws Exception {
    Stage stage = stage();
    Application other = server.application();
    var ears = new Ears();
    WebSocket socket =
        connect(ears, stage.id(), other.token(stage.arn(), "guest-1", spec(Capability.PUBLISH)));
    ears.next();
    server.call("DeletePublicKey").body("{\"arn\":\"%s\"}".formatted(other.keyArn())).send();
    var late = new Ears();
    connect(late, stage.id(), other.token(stage.arn(), "guest-2", spec(Capability.PUBLISH)));
    assertThat(late.code()).isEqualTo(1008);
    assertThat(late.reason).isEqualTo(TokenRefusal.UNKNOWN_KEY.text());
    socket.sendText("{\"type\":\"PING\"}", true).join();
    assertThat(ears.next().path("type").asString()).isEqualTo("PONG");
    socket.abort();
  }

  private static String exchange(String token) {
    return "{\"type\":\"EXCHANGE_TOKEN\",\"token\":\"" + token + "\"}";
  }

  @Test
  void anExchangedTokenIsAnsweredToldAndListed() throws Exception {
    Stage stage = stage();
    var ears = new Ears();
    String token = application.token(stage.arn(), "guest-1", spec(Capability.SUBSCRIBE));
    WebSocket socket = connect(ears, stage.id(), token);
    ears.next();
    var next = new TokenSpec(Duration.ofDays(2), "bob", Map.of("bio", "b".repeat(1_000)), Set.of());
    String fat = application.token(stage.arn(), "guest-1", next);
    socket.sendText(exchange(fat), true).join();
    var types = new ArrayList<String>();
    JsonNode state = JSON.missingNode();
    for (int i = 0; i < 2; i++) {
      JsonNode heard = ears.next();
      types.add(heard.path("type").asString());
      state = heard.has("payload") ? heard.path("payload") : state;
    }
    assertThat(types).containsExactlyInAnyOrder("TOKEN_EXCHANGED", "STAGE_STATE");
    assertThat(state.path("participants").path(0).path("userId").asString()).isEqualTo("bob");

    JsonNode events = server.eventsOf(stage.arn(), "guest-1");
    JsonNode exchanged = events.path(events.size() - 1);
    assertThat(exchanged.path("name").asString()).isEqualTo("TOKEN_EXCHANGED");
    JsonNode previous = exchanged.path("previousToken");
    assertThat(previous.path("capabilities").toString()).isEqualTo("[\"SUBSCRIBE\"]");
    assertThat(previous.path("attributes").path("name").asString()).isEqualTo("Ann");
    assertThat(previous.path("userId").asString()).isEqualTo("ann");
    assertThat(previous.path("expirationTime").asString()).endsWith("Z");
    assertThat(exchanged.path("newToken").path("userId").asString()).isEqualTo("bob");
    assertThat(exchanged.path("newToken").path("capabilities").size()).isZero();
    assertThat(events.path(0).has("previousToken")).isFalse();
    socket.abort();
  }

  @Test
  void aRefusedExchangeEndsTheConnectionAndSaysWhy() throws Exception {
    Stage stage = stage();
    var ears = new Ears();
    String token = application.token(stage.arn(), "guest-1", spec());
    WebSocket socket = connect(ears, stage.id(), token);
    ears.next();
    String metric = "footlights_tokens_refused_total{reason=\"not_the_same\"}";
    double before = server.metric(metric);
    socket.sendText(exchange(application.token(stage.arn(), "guest-2", spec())), true).join();
    assertThat(ears.code()).isEqualTo(4005);
    assertThat(ears.reason)
        .isEqualTo(
            "failed-exchange: the new token's claim jti must be that of the token it replaces");
    server.untilMetric(metric, before + 1);

    var again = new Ears();
    WebSocket second = connect(again, stage.id(), token);
    again.next();
    second.sendText("{\"type\":\"EXCHANGE_TOKEN\"}", true).join();
    assertThat(again.code()).isEqualTo(4005);
  }

  @Test
  void aServiceMadeTokenCannotBeExchanged() throws Exception {
    Stage stage = stage();
    var ears = new Ears();
    WebSocket socket = connect(ears, stage.id(), stage.token(0));
    ears.next();
    socket.sendText(exchange(stage.token(0)), true).join();
    assertThat(ears.code()).isEqualTo(4005);
    assertThat(ears.reason).endsWith(TokenRefusal.NOT_SELF_SIGNED.text());
  }

  @Test
  void aTokenLongerThanAnyEndsTheConnection() throws Exception {
    Stage stage = stage();
    var ears = new Ears();
    WebSocket socket = connect(ears, stage.id(), stage.token(0));
    String huge = exchange("x".repeat(EventsApi.MAX_TOKEN_MESSAGE));
    socket.sendText(huge, true).exceptionally(e -> socket).join();
    assertThat(ears.code()).isEqualTo(1009);
  }

  @Test
  void aFloodOfMessagesEndsTheConnection() throws Exception {
    Stage stage = stage();
    var ears = new Ears();
    WebSocket socket = connect(ears, stage.id(), stage.token(0));
    for (int i = 0; i < EventsApi.MAX_RATE * 3 && !ears.closed.isDone(); i++) {
      socket.sendText("{\"type\":\"MUTE\",\"audio\":true}", true).exceptionally(e -> socket).join();
    }
    assertThat(ears.code()).isEqualTo(1008);
  }

  @Test
  void aHugeMessageEndsTheConnection() throws Exception {
    Stage stage = stage();
    var ears = new Ears();
    WebSocket socket = connect(ears, stage.id(), stage.token(0));
    socket.sendText("x".repeat(EventsApi.MAX_MESSAGE + 1), true).exceptionally(e -> socket).join();
    assertThat(ears.code()).isEqualTo(1009);
  }
}
