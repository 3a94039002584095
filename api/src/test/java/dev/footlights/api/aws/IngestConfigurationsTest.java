package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IngestConfigurationsTest {
  private static final String RTMPS = "{'ingestProtocol':'RTMPS'}";
  private static final String NOWHERE = "arn:aws:ivs:us-east-1:000000000000:stage/nowhere";
  private static final TestServer server = TestServer.dev();
  private static final Ask ask = new Ask(server);

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode made(String body, Object... values) {
    return ask.ok("CreateIngestConfiguration", body, values).path("ingestConfiguration");
  }

  private static JsonNode found(String arn) {
    return ask.ok("GetIngestConfiguration", "{'arn':'%s'}", arn).path("ingestConfiguration");
  }

  private static JsonNode updated(String body, Object... values) {
    return ask.ok("UpdateIngestConfiguration", body, values).path("ingestConfiguration");
  }

  private static String stage() {
    return ask.ok("CreateStage", "{}").at("/stage/arn").asString();
  }

  private static List<String> listed(String body, Object... values) {
    return ask.ok("ListIngestConfigurations", body, values)
        .path("ingestConfigurations")
        .valueStream()
        .map(item -> item.path("arn").asString())
        .toList();
  }

  @Test
  void aNewOneHasAStreamKeyAndAParticipantIdAndNoStage() {
    JsonNode made = made(RTMPS);
    String arn = made.path("arn").asString();
    assertThat(arn)
        .matches("arn:aws:ivs:us-east-1:000000000000:ingest-configuration/[a-zA-Z0-9]{12}");
    String id = arn.substring(arn.indexOf('/') + 1);
    assertThat(made.path("streamKey").asString())
        .matches("rt_000000000000_us-east-1_" + id + "_[a-zA-Z0-9]{40}");
    assertThat(made.path("participantId").asString()).matches("[a-zA-Z0-9]{12}");
    assertThat(made.path("stageArn").asString("none")).isEmpty();
    assertThat(made.path("state").asString()).isEqualTo("INACTIVE");
    assertThat(made.path("userId").asString("none")).isEmpty();
    assertThat(made.path("name").asString("none")).isEmpty();
    assertThat(made.path("attributes").toString()).isEqualTo("{}");
    assertThat(made.path("tags").toString()).isEqualTo("{}");
    assertThat(made.path("redundantIngest").asBoolean()).isFalse();
    assertThat(made.has("redundantIngestCredentials")).isFalse();
    assertThat(found(arn)).isEqualTo(made);
    assertThat(made(RTMPS).path("streamKey")).isNotEqualTo(made.path("streamKey"));
  }

  @Test
  void whatIsAskedForIsKept() {
    String red = stage();
    JsonNode made =
        made(
            "{'ingestProtocol':'RTMP','insecureIngest':true,'name':'obs','stageArn':'%s',"
                + "'userId':'u','attributes':{'k':'v'},'tags':{'a':'b'}}",
            red);
    assertThat(made.path("ingestProtocol").asString()).isEqualTo("RTMP");
    assertThat(made.path("stageArn").asString()).isEqualTo(red);
    assertThat(found(made.path("arn").asString())).isEqualTo(made);
    JsonNode summary =
        ask.ok("ListIngestConfigurations", "{'filterByStageArn':'%s'}", red)
            .at("/ingestConfigurations/0");
    assertThat(summary.propertyNames())
        .containsExactlyInAnyOrder(
            "arn",
            "name",
            "ingestProtocol",
            "stageArn",
            "participantId",
            "state",
            "userId",
            "redundantIngest");
    summary.properties().forEach(e -> assertThat(e.getValue()).isEqualTo(made.get(e.getKey())));
  }

  @Test
  void rtmpWithoutTlsMustBeWanted() {
    for (String body :
        List.of("{'ingestProtocol':'RTMP'}", "{'ingestProtocol':'RTMP','insecureIngest':false}")) {
      assertThat(ask.refused("ValidationException", "CreateIngestConfiguration", body))
          .contains("insecureIngest");
    }
    made("{'ingestProtocol':'RTMP','insecureIngest':true}");
    made("{'ingestProtocol':'RTMPS','insecureIngest':true}");
    assertThat(
            ask.refused(
                "ValidationException", "CreateIngestConfiguration", "{'ingestProtocol':'SRT'}"))
        .contains("at 'ingestProtocol'", "[RTMP, RTMPS]");
  }

  @Test
  void attributesHaveAKilobyte() {
    made("{'ingestProtocol':'RTMPS','attributes':{'k':'%s'}}", "é".repeat(511));
    assertThat(
            ask.refused(
                "ValidationException",
                "CreateIngestConfiguration",
                "{'ingestProtocol':'RTMPS','attributes':{'k':'%s'}}",
                "é".repeat(512)))
        .contains("attributes", "1024");
  }

  @Test
  void aStageThatIsNotThereIsABadValueWhenMakingAndNotFoundWhenUpdating() {
    assertThat(
            ask.refused(
                "ValidationException",
                "CreateIngestConfiguration",
                "{'ingestProtocol':'RTMPS','stageArn':'%s'}",
                NOWHERE))
        .contains("stageArn", NOWHERE);
    JsonNode made = made(RTMPS);
    assertThat(
            ask.refused(
                "ResourceNotFoundException",
                "UpdateIngestConfiguration",
                "{'arn':'%s','stageArn':'%s'}",
                made.path("arn").asString(),
                NOWHERE))
        .contains(NOWHERE);
    ask.refused(
        "ResourceNotFoundException",
        "UpdateIngestConfiguration",
        "{'arn':'arn:aws:ivs:us-east-1:000000000000:ingest-configuration/none'}");
  }

  @Test
  void anUpdateAttachesAndDetachesAndSaysNothingElse() {
    String red = stage();
    JsonNode made = made("{'ingestProtocol':'RTMPS','stageArn':'','name':'n'}");
    String arn = made.path("arn").asString();
    JsonNode attached = updated("{'arn':'%s','stageArn':'%s'}", arn, red);
    assertThat(attached.path("stageArn").asString()).isEqualTo(red);
    assertThat(attached.path("streamKey")).isEqualTo(made.path("streamKey"));
    assertThat(attached.path("participantId")).isEqualTo(made.path("participantId"));
    assertThat(updated("{'arn':'%s'}", arn)).isEqualTo(attached);
    assertThat(updated("{'arn':'%s','stageArn':''}", arn)).isEqualTo(made);
  }

  @Test
  void redundantIngestHasTwoCredentialsOfItsOwn() {
    JsonNode made = made("{'ingestProtocol':'RTMPS','redundantIngest':true}");
    String arn = made.path("arn").asString();
    JsonNode pair = made.path("redundantIngestCredentials");
    assertThat(pair.size()).isEqualTo(2);
    String id = arn.substring(arn.indexOf('/') + 1);
    assertThat(
            List.of(
                made.path("streamKey").asString(),
                pair.at("/0/streamKey").asString(),
                pair.at("/1/streamKey").asString()))
        .doesNotHaveDuplicates()
        .allMatch(key -> key.startsWith("rt_000000000000_us-east-1_" + id + "_"));
    assertThat(
            List.of(
                made.path("participantId").asString(),
                pair.at("/0/participantId").asString(),
                pair.at("/1/participantId").asString()))
        .doesNotHaveDuplicates();
    assertThat(updated("{'arn':'%s','redundantIngest':true}", arn)).isEqualTo(made);
    JsonNode single = updated("{'arn':'%s','redundantIngest':false}", arn);
    assertThat(single.has("redundantIngestCredentials")).isFalse();
    assertThat(single.path("redundantIngest").asBoolean()).isFalse();
    assertThat(
            updated("{'arn':'%s','redundantIngest':true}", arn).path("redundantIngestCredentials"))
        .hasSize(2)
        .isNotEqualTo(pair);
  }

  @Test
  void aListTakesOneFilter() {
    String red = stage();
    String blue = stage();
    String inRed = made("{'ingestProtocol':'RTMPS','stageArn':'%s'}", red).path("arn").asString();
    String inBlue = made("{'ingestProtocol':'RTMPS','stageArn':'%s'}", blue).path("arn").asString();
    assertThat(listed("{'filterByStageArn':'%s','maxResults':100}", red)).containsExactly(inRed);
    assertThat(listed("{'filterByStageArn':'%s'}", NOWHERE)).isEmpty();
    assertThat(listed("{'filterByState':'ACTIVE'}")).isEmpty();
    assertThat(listed("{'filterByState':'INACTIVE','maxResults':100}")).contains(inRed, inBlue);
    assertThat(listed("{'maxResults':100}")).contains(inRed, inBlue);
    assertThat(
            ask.refused(
                "ValidationException",
                "ListIngestConfigurations",
                "{'filterByStageArn':'%s','filterByState':'INACTIVE'}",
                red))
        .contains("filterByStageArn", "filterByState");
    assertThat(
            ask.refused(
                "ValidationException", "ListIngestConfigurations", "{'filterByState':'IDLE'}"))
        .contains("at 'filterByState'");
  }

  @Test
  void aPageHas50UnlessOtherwiseWantedAndARegion100() {
    try (var small = TestServer.withQuotas()) {
      var there = new Ask(small);
      for (int i = 0; i < 100; i++) {
        there.ok("CreateIngestConfiguration", RTMPS);
      }
      there.refused("ServiceQuotaExceededException", "CreateIngestConfiguration", RTMPS);
      assertThat(there.ok("ListIngestConfigurations", "{}").path("ingestConfigurations").size())
          .isEqualTo(50);
      assertThat(there.all("ListIngestConfigurations", "ingestConfigurations", "arn", 33))
          .hasSize(100)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aDeletedOneIsGoneByForceOrWithout() {
    for (String force : List.of("", ",'force':true", ",'force':false")) {
      String arn = made(RTMPS).path("arn").asString();
      ask.isNobodyElses("IngestConfiguration", arn);
      assertThat(ask.ok("DeleteIngestConfiguration", "{'arn':'%s'" + force + "}", arn).toString())
          .isEqualTo("{}");
      ask.refused("ResourceNotFoundException", "GetIngestConfiguration", "{'arn':'%s'}", arn);
      ask.refused("ResourceNotFoundException", "DeleteIngestConfiguration", "{'arn':'%s'}", arn);
    }
  }

  @Test
  void nobodyElseUpdatesIt() {
    String arn = made(RTMPS).path("arn").asString();
    String body = "{\"arn\":\"" + arn + "\",\"redundantIngest\":true}";
    Ask.is(
        "ResourceNotFoundException",
        server.call("UpdateIngestConfiguration").region("eu-west-1").body(body).send());
    Ask.is(
        "ResourceNotFoundException",
        server.call("UpdateIngestConfiguration").as("222222222222", "test").body(body).send());
    assertThat(found(arn).path("redundantIngest").asBoolean()).isFalse();
  }

  @Test
  void aDeletedStageAndADisconnectedParticipantLeaveItAttachedToNone() {
    String red = stage();
    JsonNode made = made("{'ingestProtocol':'RTMPS','stageArn':'%s'}", red);
    String arn = made.path("arn").asString();
    String who = made.path("participantId").asString();
    String disconnect = "{'stageArn':'%s','participantId':'%s'}";
    ask.ok("DisconnectParticipant", disconnect, red, who);
    assertThat(found(arn).path("stageArn").asString("none")).isEmpty();
    ask.refused("ResourceNotFoundException", "DisconnectParticipant", disconnect, red, who);
    updated("{'arn':'%s','stageArn':'%s'}", arn, red);
    ask.ok("DeleteStage", "{'arn':'%s'}", red);
    assertThat(found(arn).path("stageArn").asString("none")).isEmpty();
  }

  @Test
  void makingAndUpdatingAnswerWithTheSevenHeadersBesideTheBody() {
    Answer answer = ask.call("CreateIngestConfiguration", RTMPS);
    assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age:");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
  }
}
