package dev.footlights.api.whip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import dev.footlights.api.TestServer.Call;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WhipTest {
  private static final String OFFER = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n";

  private static String offer(String direction) {
    return """
    v=0
    o=- 4611731400430051336 2 IN IP4 127.0.0.1
    s=-
    t=0 0
    a=group:BUNDLE 0
    m=audio 9 UDP/TLS/RTP/SAVPF 111
    c=IN IP4 0.0.0.0
    a=ice-ufrag:abcd
    a=ice-pwd:abcdefghijklmnopqrstuvwx
    a=fingerprint:sha-256 %s
    a=setup:actpass
    a=mid:0
    a=%s
    a=rtcp-mux
    a=rtpmap:111 opus/48000/2
    a=fmtp:111 minptime=10;useinbandfec=1
    a=ssrc:1234567 cname:x
    """
        .formatted("AB:".repeat(31) + "AB", direction)
        .replace("\n", "\r\n");
  }

  private static final TestServer server = TestServer.dev();

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Call post(String path) {
    return server.request("POST", path).unsigned().header("Content-Type", "application/sdp");
  }

  /** A stage and a token of it. */
  private static JsonNode token(String capabilities) {
    return server
        .call("CreateStage")
        .body("{\"participantTokenConfigurations\":[{\"capabilities\":[" + capabilities + "]}]}")
        .send()
        .json()
        .path("participantTokens")
        .path(0);
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("type").asString()).isEqualTo("urn:footlights:problem:" + type);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("detail").asString()).isNotEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/whip", "/whip/subscribe/abc", "/whep/abc"})
  void withoutATokenOneIsDemanded(String path) {
    Answer answer = post(path).body(OFFER).send();
    assertProblem(answer, 401, "no-token");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/whip", "/whip/subscribe/abc", "/whep/abc"})
  void aTokenThatNobodyMadeIsInvalid(String path) {
    Answer answer = post(path).header("Authorization", "Bearer a.b.c").body(OFFER).send();
    assertProblem(answer, 401, "bad-token");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
  }

  @Test
  void aTokenThatMayNotPublishIsForbidden() {
    String token = token("\"SUBSCRIBE\"").path("token").asString();
    Answer answer = post("/whip").header("Authorization", "Bearer " + token).body(OFFER).send();
    assertProblem(answer, 403, "forbidden");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/whip"})
  void anOfferIsAnsweredAndItsSessionEndsOnce(String endpoint) {
    JsonNode made = token("\"PUBLISH\",\"SUBSCRIBE\"");
    String bearer = "Bearer " + made.path("token").asString();
    Answer answer = post(endpoint).header("Authorization", bearer).body(offer("sendonly")).send();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Content-Type")).isEqualTo("application/sdp");
    assertThat(answer.text()).startsWith("v=0").contains("a=recvonly").contains("a=ice-lite");
    String location = answer.header("Location");
    assertThat(location).startsWith(server.uri("/whip/sessions/").toString());

    String self = "/whep/" + made.path("participantId").asString();
    Answer early = post(self).header("Authorization", bearer).body(offer("recvonly")).send();
    assertProblem(early, 409, "conflict");
    assertThat(early.header("Retry-After")).isEqualTo("1");

    String session = location.substring(server.uri("").toString().length());
    Call end = server.request("DELETE", session).unsigned().header("Authorization", bearer);
    assertThat(end.send().status()).isEqualTo(200);
    assertProblem(end.send(), 404, "not-found");
  }

  @Test
  void whatIsPostedAtTheRootAndIsNoOfferIsACallOfTheAwsApi() {
    Answer unsigned =
        server.request("POST", "/").unsigned().header("Content-Type", "text/plain").send();
    assertThat(unsigned.status()).isEqualTo(404);
    assertThat(unsigned.error()).isEqualTo("UnknownOperationException");
    Answer signed = server.request("POST", "/").body("{}").send();
    assertThat(signed.status()).isEqualTo(404);
    assertThat(signed.error()).isEqualTo("UnknownOperationException");
    assertThat(server.request("GET", "/").unsigned().send().text()).contains("/console/");
  }

  @Test
  void aPublisherNobodyKnowsIsNotFound() {
    String token = token("\"SUBSCRIBE\"").path("token").asString();
    Answer answer =
        post("/whep/nobody")
            .header("Authorization", "Bearer " + token)
            .body(offer("recvonly"))
            .send();
    assertProblem(answer, 404, "not-found");
  }

  @Test
  void aParticipantIdThatCannotBeIsABadRequest() {
    Answer answer =
        post("/whep/not%20an%20id").header("Authorization", "Bearer a.b.c").body(OFFER).send();
    assertThat(answer.status()).isBetween(400, 404);
  }

  @Test
  void anOfferWithoutMediaCannotBeServed() {
    String token = token("\"PUBLISH\"").path("token").asString();
    Answer answer =
        post("/whip").header("Authorization", "Bearer Bearer " + token).body(OFFER).send();
    assertProblem(answer, 422, "bad-offer");
    Answer noise = post("/whip").header("Authorization", "Bearer " + token).body("hello").send();
    assertProblem(noise, 422, "bad-offer");
  }

  @Test
  void anEmptyOfferIsABadRequest() {
    String token = token("\"PUBLISH\"").path("token").asString();
    Answer answer = post("/whip").header("Authorization", "Bearer " + token).send();
    assertProblem(answer, 400, "empty-offer");
  }

  @Test
  void anOfferOf64KibibytesAndOneIsTooLarge() {
    String token = token("\"PUBLISH\"").path("token").asString();
    Answer answer =
        post("/whip")
            .header("Authorization", "Bearer " + token)
            .body("x".repeat(64 * 1024 + 1))
            .send();
    assertProblem(answer, 413, "offer-too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json", "application/sdpx"})
  void onlySdpIsTaken(String type) {
    Answer answer =
        server
            .request("POST", "/whip")
            .unsigned()
            .header("Content-Type", type)
            .header("Authorization", "Bearer a.b.c")
            .body(OFFER)
            .send();
    assertProblem(answer, 415, "not-sdp");
    assertThat(answer.header("Accept-Post")).isEqualTo("application/sdp");
  }

  @Test
  void parametersOfTheTypeAreTolerated() {
    Answer answer =
        server
            .request("POST", "/whip")
            .unsigned()
            .header("Content-Type", "application/SDP; charset=utf-8")
            .body(OFFER)
            .send();
    assertProblem(answer, 401, "no-token");
  }

  @Test
  void aSessionThatIsGoneIsNotFoundAndNeedsATokenToBeToldSo() {
    String token = token("\"PUBLISH\"").path("token").asString();
    Answer gone =
        server
            .request("DELETE", "/whip/sessions/none")
            .unsigned()
            .header("Authorization", "Bearer " + token)
            .header("If-Match", "\"x\"")
            .send();
    assertProblem(gone, 404, "not-found");
    assertProblem(
        server.request("DELETE", "/whip/sessions/none").unsigned().send(), 401, "no-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/whip", "/whip/subscribe/abc", "/whep/abc", "/whip/sessions/abc"})
  void patchIsNotServedAndGetIsEmpty(String path) {
    Answer patch = server.request("PATCH", path).unsigned().send();
    assertProblem(patch, 405, "method-not-allowed");
    assertThat(patch.header("Allow")).contains("OPTIONS");
    Answer get = server.request("GET", path).unsigned().send();
    assertThat(get.status()).isEqualTo(204);
    assertThat(get.text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/whip", "/whip/subscribe/abc", "/whep/abc", "/whip/sessions/abc"})
  void aPageOfAnyOriginMayCallAndItsPreflightNeedsNoToken(String path) {
    Answer answer =
        server
            .request("OPTIONS", path)
            .unsigned()
            .header("Origin", "https://anywhere.example")
            .header("Access-Control-Request-Method", "POST")
            .send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Access-Control-Allow-Headers")).contains("Authorization");
    assertThat(answer.header("Access-Control-Allow-Methods")).contains("DELETE");
    assertThat(answer.header("Access-Control-Expose-Headers")).contains("Location");
    assertThat(answer.header("Accept-Post")).isEqualTo("application/sdp");
    assertThat(answer.header("Link")).isEmpty();
  }

  @Test
  void headOfAnEndpointNamesItsType() {
    Answer answer = server.request("HEAD", "/whep/abc").unsigned().send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/sdp");
  }
}
