package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import dev.footlights.live.presence.Attendee;
import dev.footlights.live.presence.StageState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SessionsAreListedTest {
  private static final class Nobody implements Attendee {
    @Override
    public void state(StageState state) {}

    @Override
    public void closed(int code, String reason) {}
  }

  private final TestServer server = TestServer.dev();
  private final String stage = ok("CreateStage", "{}").path("stage").path("arn").asString();

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode ok(String operation, String body) {
    Answer answer = server.call(operation).body(body).send();
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** Somebody comes; the session that is open then. */
  private String somebodyComes() {
    server.control.attend(token(), new Nobody()).join();
    return ok("GetStage", "{\"arn\":\"" + stage + "\"}")
        .path("stage")
        .path("activeSessionId")
        .asString();
  }

  private String token() {
    return ok("CreateParticipantToken", "{\"stageArn\":\"" + stage + "\"}")
        .path("participantToken")
        .path("token")
        .asString();
  }

  private String wholeSession() {
    var attendance = server.control.attend(token(), new Nobody()).join();
    String id =
        ok("GetStage", "{\"arn\":\"" + stage + "\"}")
            .path("stage")
            .path("activeSessionId")
            .asString();
    attendance.close();
    server.control.advance(Duration.ofMinutes(2)).join();
    return id;
  }

  private JsonNode list(String members) {
    return ok("ListStageSessions", "{\"stageArn\":\"" + stage + "\"" + members + "}");
  }

  private JsonNode get(String session) {
    return ok(
            "GetStageSession", "{\"stageArn\":\"" + stage + "\",\"sessionId\":\"" + session + "\"}")
        .path("stageSession");
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("stageSessions").forEach(session -> ids.add(session.path("sessionId").asString()));
    return ids;
  }

  @Test
  void newestFirstAndPageByPageWhileNewOnesBegin() {
    String first = wholeSession();
    String second = wholeSession();
    String third = wholeSession();
    assertThat(ids(list(""))).containsExactly(third, second, first);
    JsonNode page = list(",\"maxResults\":2");
    assertThat(ids(page)).containsExactly(third, second);
    String fourth = somebodyComes();
    String next = ",\"nextToken\":\"" + page.path("nextToken").asString() + "\"";
    JsonNode last = list(",\"maxResults\":2" + next);
    assertThat(ids(last)).containsExactly(first);
    assertThat(last.has("nextToken")).isFalse();
    assertThat(ids(list("")).getFirst()).isEqualTo(fourth);
  }

  @Test
  void anOpenSessionHasNoEnd() {
    String ended = wholeSession();
    String open = somebodyComes();
    assertThat(get(open).has("endTime")).isFalse();
    JsonNode over = get(ended);
    assertThat(Instant.parse(over.path("endTime").asString()))
        .isAfter(Instant.parse(over.path("startTime").asString()));
    assertThat(list("").path("stageSessions").path(1)).isEqualTo(over);
  }

  @Test
  void whatIsNotThereIs404ByNameAndAnEmptyListOtherwise() {
    Answer absent =
        server
            .call("GetStageSession")
            .body("{\"stageArn\":\"" + stage + "\",\"sessionId\":\"st-1234567890abc\"}")
            .send();
    assertThat(absent.status()).isEqualTo(404);
    assertThat(absent.error()).isEqualTo("ResourceNotFoundException");
    String session = somebodyComes();
    Answer elsewhere =
        server
            .call("GetStageSession")
            .region("eu-west-1")
            .body("{\"stageArn\":\"" + stage + "\",\"sessionId\":\"" + session + "\"}")
            .send();
    assertThat(elsewhere.status()).isEqualTo(404);
    Answer unknown =
        server
            .call("ListStageSessions")
            .body("{\"stageArn\":\"arn:aws:ivs:us-east-1:000000000000:stage/absent\"}")
            .send();
    assertThat(unknown.status()).isEqualTo(200);
    assertThat(ids(unknown.json())).isEmpty();
  }
}
