package dev.footlights.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsFileTest {

  @Test
  void actionAndResourceMayBeOneStringOrAList() {
    var read =
        CredentialsFile.parse(
            """
            [{"accessKeyId": "A", "secretAccessKey": "s", "account": "123456789012",
              "statements": [
                {"Effect": "Allow", "Action": "ivs:*", "Resource": "*"},
                {"Effect": "Deny", "Action": ["ivs:DeleteStage", "ivs:CreateStage"],
                 "Resource": ["*"]}]},
             {"accessKeyId": "B", "secretAccessKey": "t", "account": "000000000000"}]
            """);
    assertThat(read).hasSize(2);
    assertThat(read.getFirst().statements())
        .containsExactly(
            new Statement(true, List.of("ivs:*"), List.of("*")),
            new Statement(false, List.of("ivs:DeleteStage", "ivs:CreateStage"), List.of("*")));
    assertThat(read.get(1).statements()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "[null]",
        "[{}]",
        "[{\"accessKeyId\":\"A\",\"secretAccessKey\":\"hush\"}]",
        "[{\"accessKeyId\":\"A\",\"secretAccessKey\":\"hush\",\"account\":\"12\"}]",
        "[{\"accessKeyId\":\"A\",\"secretAccessKey\":\"hush\",\"account\":\"123456789012\",\"x\":1}]",
        "[{\"accessKeyId\":\"A\",\"secretAccessKey\":\"hush\",\"account\":\"123456789012\","
            + "\"statements\":[{\"Effect\":\"Perhaps\",\"Action\":\"*\",\"Resource\":\"*\"}]}]",
        "[{\"accessKeyId\":\"A\",\"secretAccessKey\":\"hush\",\"account\":\"123456789012\","
            + "\"statements\":[{\"Effect\":\"Allow\",\"Action\":\"*\"}]}]",
        "[{\"accessKeyId\":\"A\",\"secretAccessKey\":\"hush\",\"account\":\"123456789012\","
            + "\"statements\":[{\"Effect\":\"Allow\",\"Action\":[null],\"Resource\":\"*\"}]}]",
      })
  void whatIsWrongIsSaidWithoutTheSecret(String json) {
    assertThatThrownBy(() -> CredentialsFile.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hush");
  }

  private static String withStatement(String members) {
    return """
        [{"accessKeyId": "A", "secretAccessKey": "s", "account": "123456789012",
          "statements": [{"Effect": "Deny", "Resource": "*", %s}]}]
        """
        .formatted(members);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ivs:DeleteStages", "DeleteStage", "s3:*", "ivs:", ""})
  void anActionThatMatchesNoOperationIsNamed(String action) {
    String json = withStatement("\"Action\": [\"ivs:GetStage\", \"" + action + "\"]");
    assertThatThrownBy(() -> CredentialsFile.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Action '" + action + "' in entry 1 matches no operation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "ivs:*", "IVS:deletestage", "ivs:*Stage", "ivs:?etStage"})
  void anActionMayMatchByAnyCaseAndWildcards(String action) {
    assertThat(CredentialsFile.parse(withStatement("\"Action\": \"" + action + "\""))).hasSize(1);
  }

  @Test
  void aMemberThatIsUnknownIsNamedWithItsLine() {
    String json = withStatement("\"Action\": \"*\", \"Condition\": {}");
    assertThatThrownBy(() -> CredentialsFile.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nothing is known of a member 'Condition' at line 2");
  }
}
