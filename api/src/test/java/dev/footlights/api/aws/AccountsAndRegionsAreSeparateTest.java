package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call signed for another region or account sees nothing of this one's, and changes nothing. */
class AccountsAndRegionsAreSeparateTest {
  private static final String OWNER = "111111111111";
  private static final String OTHER = "222222222222";
  private static final String SESSION = "\"sessionId\":\"st-1234567890abc\"";

  private static final TestServer server = TestServer.dev();
  private static String red = "";

  @BeforeAll
  static void make() {
    red = stage(OWNER, "us-east-1");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String stage(String account, String region) {
    return call("CreateStage", account, region, "{}").json().at("/stage/arn").asString();
  }

  private static Answer call(String operation, String account, String region, String body) {
    return server.call(operation).as(account, "test").region(region).body(body).send();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GetStage|{"arn":"RED"}
          UpdateStage|{"arn":"RED","name":"taken"}
          DeleteStage|{"arn":"RED"}
          GetStageSession|{"stageArn":"RED",SESSION}
          CreateParticipantToken|{"stageArn":"RED"}
          DisconnectParticipant|{"stageArn":"RED","participantId":"p"}
          GetParticipant|{"stageArn":"RED",SESSION,"participantId":"p"}
          StartParticipantReplication|{"sourceStageArn":"RED","destinationStageArn":"OWN","participantId":"p"}
          StartParticipantReplication|{"sourceStageArn":"OWN","destinationStageArn":"RED","participantId":"p"}
          StopParticipantReplication|{"sourceStageArn":"RED","destinationStageArn":"OWN","participantId":"p"}
          """)
  void whatIsElsewhereIsNotFound(String operation, String body) {
    for (String[] who : new String[][] {{OTHER, "us-east-1"}, {OWNER, "eu-west-1"}}) {
      String own = stage(who[0], who[1]);
      String filled = body.replace("RED", red).replace("OWN", own).replace("SESSION", SESSION);
      Answer answer = call(operation, who[0], who[1], filled);
      if (!answer.message().contains("is not built yet")) {
        assertThat(answer.error()).isEqualTo("ResourceNotFoundException");
      }
    }
    Answer still = call("GetStage", OWNER, "us-east-1", "{\"arn\":\"" + red + "\"}");
    assertThat(still.status()).isEqualTo(200);
    assertThat(still.json().at("/stage/name").asString()).isEmpty();
  }

  @Test
  void aListShowsOnlyWhatIsOfItsOwnAccountAndRegion() {
    String sameRegion = stage(OTHER, "us-east-1");
    String sameAccount = stage(OWNER, "eu-west-1");
    assertThat(listed(OWNER, "us-east-1")).contains(red).doesNotContain(sameRegion, sameAccount);
    assertThat(listed(OTHER, "us-east-1")).contains(sameRegion).doesNotContain(red);
    assertThat(listed(OWNER, "eu-west-1")).contains(sameAccount).doesNotContain(red);
    assertThat(listed(OTHER, "eu-west-1")).doesNotContain(red, sameRegion, sameAccount);
  }

  private static List<String> listed(String account, String region) {
    return call("ListStages", account, region, "{\"maxResults\":100}")
        .json()
        .path("stages")
        .valueStream()
        .map(stage -> stage.path("arn").asString())
        .toList();
  }
}
