package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import dev.footlights.live.presence.Attendee;
import dev.footlights.live.presence.StageState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class APageTokenGoesWithItsListTest {
  private static final TestServer server = TestServer.dev();
  private static String red = "";
  private static String session = "";

  private static final class Nobody implements Attendee {
    @Override
    public void state(StageState state) {}

    @Override
    public void closed(int code, String reason) {}
  }

  @BeforeAll
  static void twoStagesAndTwoPeople() {
    ok("CreateStage", "{}");
    red = ok("CreateStage", "{}").path("stage").path("arn").asString();
    for (int i = 0; i < 2; i++) {
      String token =
          ok("CreateParticipantToken", "{\"stageArn\":\"" + red + "\",\"userId\":\"same\"}")
              .path("participantToken")
              .path("token")
              .asString();
      server.control.attend(token, new Nobody()).join();
    }
    session =
        ok("GetStage", "{\"arn\":\"" + red + "\"}")
            .path("stage")
            .path("activeSessionId")
            .asString();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode ok(String operation, String body) {
    Answer answer = server.call(operation).body(body).send();
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static String participants(String members) {
    return "{\"stageArn\":\"" + red + "\",\"sessionId\":\"" + session + "\"" + members + "}";
  }

  private static String token(String operation, String body) {
    String token = ok(operation, body).path("nextToken").asString("");
    assertThat(token).matches("[a-zA-Z0-9+/=_-]{1,1024}");
    return token;
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("ValidationException");
    assertThat(answer.message()).isEqualTo("nextToken is not one of this list");
  }

  @Test
  void itAsksForTheRestOfItsOwnListInPagesOfAnySize() {
    String token = token("ListStages", "{\"maxResults\":1}");
    JsonNode rest = ok("ListStages", "{\"maxResults\":100,\"nextToken\":\"" + token + "\"}");
    assertThat(rest.path("stages").size()).isPositive();
    assertThat(rest.has("nextToken")).isFalse();
  }

  @Test
  void oneOfAnotherServersKeyIsRefused() {
    String token = token("ListStages", "{\"maxResults\":1}");
    try (TestServer other = TestServer.dev()) {
      refused(other.call("ListStages").body("{\"nextToken\":\"" + token + "\"}").send());
    }
  }

  @Test
  void anEmptyOneAsksForTheBeginning() {
    assertThat(ok("ListStages", "{\"nextToken\":\"\"}")).isEqualTo(ok("ListStages", "{}"));
  }

  @Test
  void itIsRefusedInAnotherRegion() {
    String token = token("ListStages", "{\"maxResults\":1}");
    refused(
        server
            .call("ListStages")
            .region("eu-west-1")
            .body("{\"nextToken\":\"" + token + "\"}")
            .send());
  }

  @Test
  void itIsRefusedByAnotherListAndWithOtherParameters() {
    String token = token("ListParticipants", participants(",\"maxResults\":1"));
    String next = ",\"nextToken\":\"" + token + "\"";
    ok("ListParticipants", participants(next));
    refused(
        server
            .call("ListParticipants")
            .body(participants(",\"filterByUserId\":\"same\"" + next))
            .send());
    refused(
        server
            .call("ListParticipants")
            .body(participants(next).replace(session, "st-1234567890abc"))
            .send());
    refused(server.call("ListStages").body("{" + next.substring(1) + "}").send());
    refused(
        server.call("ListStageSessions").body("{\"stageArn\":\"" + red + "\"" + next + "}").send());
  }

  @Test
  void aForgedOneIsRefused() {
    String token = token("ListStages", "{\"maxResults\":1}");
    List<String> forged =
        List.of(
            "a",
            "a".repeat(1024),
            token.substring(1),
            token.substring(0, 16),
            token + "A",
            token.substring(0, 16) + "a".repeat(200),
            (token.startsWith("0") ? "1" : "0") + token.substring(1));
    for (String other : forged) {
      refused(server.call("ListStages").body("{\"nextToken\":\"" + other + "\"}").send());
    }
  }

  @Test
  void nothingIsSkippedOrRepeatedWhileStagesComeAndGo() {
    List<String> there = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      there.add(made());
    }
    List<String> seen = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = ok("ListStages", "{\"maxResults\":2" + next + "}");
      page.path("stages").forEach(stage -> seen.add(stage.path("arn").asString()));
      next =
          page.has("nextToken")
              ? ",\"nextToken\":\"" + page.path("nextToken").asString() + "\""
              : "";
      String shown = seen.getLast();
      if (there.remove(shown)) {
        ok("DeleteStage", "{\"arn\":\"" + shown + "\"}");
      }
      made();
    } while (!next.isEmpty() && seen.size() < 1000);
    Set<String> once = new HashSet<>(seen);
    assertThat(seen).hasSameSizeAs(once);
    assertThat(once).containsAll(there);
  }

  private static String made() {
    String id = "region" + System.nanoTime();
    return ok("CreateStage", "{\"tags\":{\"footlights:id\":\"" + id + "\"}}")
        .path("stage")
        .path("arn")
        .asString();
  }
}
