package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class EncoderConfigurationsTest {
  private static final TestServer server = TestServer.dev();
  private static final Ask ask = new Ask(server);

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode made(String body) {
    return ask.ok("CreateEncoderConfiguration", body).path("encoderConfiguration");
  }

  @Test
  void anEmptyRequestMakesTheUsualOne() {
    JsonNode made = made("");
    assertThat(made.path("arn").asString())
        .matches("arn:aws:ivs:us-east-1:000000000000:encoder-configuration/[a-zA-Z0-9]{12}");
    assertThat(made.path("name").asString("none")).isEmpty();
    assertThat(made.path("tags").toString()).isEqualTo("{}");
    assertThat(made.path("video").toString())
        .isEqualTo("{\"width\":1280,\"height\":720,\"framerate\":30.0,\"bitrate\":2500000}");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'width':1920,1920,720,30.0,2500000",
        "'height':1080,1280,1080,30.0,2500000",
        "'framerate':29.97,1280,720,29.97,2500000",
        "'framerate':60,1280,720,60.0,2500000",
        "'bitrate':1,1280,720,30.0,1"
      })
  void whatIsNotSaidIsAsUsual(String said, int width, int height, String rate, int bitrate) {
    assertThat(made("{'video':{" + said.replace("'", "\"") + "}}").path("video").toString())
        .isEqualTo(
            "{\"width\":%d,\"height\":%d,\"framerate\":%s,\"bitrate\":%d}"
                .formatted(width, height, rate, bitrate));
  }

  @Test
  void aPictureMayHaveAsManyPixelsAs1080p() {
    assertThat(made("{'video':{'width':1080,'height':1920}}").path("video").path("height").asInt())
        .isEqualTo(1920);
    assertThat(
            ask.refused(
                "ValidationException",
                "CreateEncoderConfiguration",
                "{'video':{'width':1920,'height':1082}}"))
        .contains("video.width times video.height", "2073600", "1920 times 1082");
  }

  @Test
  void aPictureHasEvenSidesAndAllThatIsWrongIsTold() {
    assertThat(
            ask.refused(
                "ValidationException",
                "CreateEncoderConfiguration",
                "{'video':{'width':1279,'height':719}}"))
        .contains("video.width must be even, not 1279", "video.height must be even, not 719");
  }

  @ParameterizedTest
  @CsvSource({
    "width,0",
    "width,1921",
    "height,0",
    "height,1921",
    "framerate,0.5",
    "framerate,60.01",
    "bitrate,0",
    "bitrate,8500001"
  })
  void theBoundsOfTheModelHold(String member, String value) {
    assertThat(
            ask.refused(
                "ValidationException",
                "CreateEncoderConfiguration",
                "{'video':{'%s':%s}}",
                member,
                value))
        .contains("at 'video." + member + "'");
  }

  @Test
  void aFrameRateInQuotesIsNoNumber() {
    assertThat(
            ask.refused(
                "ValidationException",
                "CreateEncoderConfiguration",
                "{'video':{'framerate':'30'}}"))
        .contains("video.framerate", "expected a number");
  }

  @Test
  void whatWasMadeIsFoundAndListedUntilItIsDeleted() {
    JsonNode made = made("{'name':'hd','tags':{'a':'b'},'video':{'bitrate':4000000}}");
    String arn = made.path("arn").asString();
    assertThat(ask.ok("GetEncoderConfiguration", "{'arn':'%s'}", arn).path("encoderConfiguration"))
        .isEqualTo(made);
    String listed =
        ask.ok("ListEncoderConfigurations", "{}")
            .path("encoderConfigurations")
            .valueStream()
            .filter(item -> item.path("arn").asString().equals(arn))
            .findFirst()
            .orElseThrow()
            .toString();
    assertThat(listed)
        .isEqualTo("{\"arn\":\"" + arn + "\",\"name\":\"hd\",\"tags\":{\"a\":\"b\"}}");
    ask.isNobodyElses("EncoderConfiguration", arn);
    assertThat(ask.ok("DeleteEncoderConfiguration", "{'arn':'%s'}", arn).toString())
        .isEqualTo("{}");
    for (String operation : List.of("GetEncoderConfiguration", "DeleteEncoderConfiguration")) {
      assertThat(ask.refused("ResourceNotFoundException", operation, "{'arn':'%s'}", arn))
          .contains(arn);
    }
  }

  @Test
  void theArnOfAnotherTypeIsNoArnOfThis() {
    assertThat(
            ask.refused(
                "ValidationException",
                "GetEncoderConfiguration",
                "{'arn':'arn:aws:ivs:us-east-1:000000000000:stage/abc'}"))
        .contains("at 'arn'", "encoder-configuration");
  }

  @Test
  void aPageHas100UnlessLessIsWanted() {
    try (var fresh = TestServer.dev()) {
      var there = new Ask(fresh);
      for (int i = 0; i < 101; i++) {
        there.ok("CreateEncoderConfiguration", "{}");
      }
      JsonNode page = there.ok("ListEncoderConfigurations", "{}");
      assertThat(page.path("encoderConfigurations").size()).isEqualTo(100);
      assertThat(page.path("nextToken").asString()).matches("[a-zA-Z0-9+/=_-]{1,1024}");
      assertThat(there.all("ListEncoderConfigurations", "encoderConfigurations", "arn", 7))
          .hasSize(101)
          .doesNotHaveDuplicates();
      there.refused("ValidationException", "ListEncoderConfigurations", "{'nextToken':'forged'}");
      there.refused("ValidationException", "ListEncoderConfigurations", "{'maxResults':101}");
    }
  }

  @Test
  void pagesSkipAndRepeatNothingWhileRowsComeAndGo() {
    try (var fresh = TestServer.dev()) {
      var there = new Ask(fresh);
      List<String> kept = new ArrayList<>();
      for (char id = 'b'; id < 'l'; id++) {
        kept.add(make(there, id + "1"));
      }
      JsonNode first = there.ok("ListEncoderConfigurations", "{'maxResults':4}");
      List<String> seen = arns(first);
      there.ok("DeleteEncoderConfiguration", "{'arn':'%s'}", seen.getLast());
      make(there, "a1");
      String late = make(there, "z1");
      JsonNode rest =
          there.ok(
              "ListEncoderConfigurations",
              "{'nextToken':'%s'}",
              first.path("nextToken").asString());
      seen.addAll(arns(rest));
      kept.add(late);
      assertThat(seen).containsExactlyElementsOf(kept);
    }
  }

  private static String make(Ask there, String id) {
    return there
        .ok("CreateEncoderConfiguration", "{'tags':{'footlights:id':'%s'}}", id)
        .at("/encoderConfiguration/arn")
        .asString();
  }

  private static List<String> arns(JsonNode page) {
    List<String> arns = new ArrayList<>();
    page.path("encoderConfigurations").forEach(item -> arns.add(item.path("arn").asString()));
    return arns;
  }

  @Test
  void aRegionHas20() {
    try (var small = TestServer.withQuotas()) {
      var there = new Ask(small);
      for (int i = 0; i < 20; i++) {
        there.ok("CreateEncoderConfiguration", "{}");
      }
      var refused = there.call("CreateEncoderConfiguration", "{}");
      assertThat(refused.status()).isEqualTo(402);
      assertThat(Ask.is("ServiceQuotaExceededException", refused)).contains("20");
      small.call("CreateEncoderConfiguration").region("eu-west-1").send();
    }
  }

  @Test
  void aTakenIdIsAConflict() {
    ask.ok("CreateEncoderConfiguration", "{'tags':{'footlights:id':'twice'}}");
    ask.refused(
        "ConflictException", "CreateEncoderConfiguration", "{'tags':{'footlights:id':'twice'}}");
  }
}
