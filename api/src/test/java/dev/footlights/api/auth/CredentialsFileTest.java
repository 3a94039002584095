package dev.footlights.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footlights.api.auth.Condition.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        "[{\"accessKeyId\":\"A/B\",\"secretAccessKey\":\"hush\",\"account\":\"123456789012\"}]",
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
    String json = withStatement("\"Action\": \"*\", \"NotAction\": \"*\"");
    assertThatThrownBy(() -> CredentialsFile.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nothing is known of a member 'NotAction' at line 2");
  }

  private static String withCondition(String block) {
    return withStatement("\"Action\": \"*\", \"Condition\": " + block);
  }

  @Test
  void aConditionHasOperatorsOfKeysOfOneValueOrSeveral() {
    String block =
        """
        {"StringEquals": {"aws:ResourceTag/env": "prod", "AWS:resourcetag/team": ["a", "b"]},
         "stringnotlikeIfExists": {"aws:ResourceTag/owner": "ops-*"}}
        """;
    assertThat(CredentialsFile.parse(withCondition(block)).getFirst().statements())
        .singleElement()
        .extracting(Statement::conditions)
        .isEqualTo(
            List.of(
                new Condition(Operator.STRING_EQUALS, false, "env", List.of("prod")),
                new Condition(Operator.STRING_EQUALS, false, "team", List.of("a", "b")),
                new Condition(Operator.STRING_NOT_LIKE, true, "owner", List.of("ops-*"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"StringEqual": {"aws:ResourceTag/env": "x"}}|condition operator 'StringEqual' in entry 1 is none of StringEquals, StringNotEquals, StringLike, StringNotLike, with or without IfExists
          {"Bool": {"aws:ResourceTag/env": "true"}}|condition operator 'Bool' in entry 1 is none of
          {"StringEquals": {"aws:RequestTag/env": "x"}}|condition key 'aws:RequestTag/env' in entry 1 is not aws:ResourceTag/<key of a tag>
          {"StringEquals": {"aws:ResourceTags/env": "x"}}|condition key 'aws:ResourceTags/env' in entry 1
          {"StringEquals": {"aws:ResourceTag/": "x"}}|condition key 'aws:ResourceTag/' in entry 1
          {"StringEquals": {"aws:ResourceTag/env": 1}}|aws:ResourceTag/env in entry 1 needs a string
          {"StringEquals": {"aws:ResourceTag/env": []}}|aws:ResourceTag/env in entry 1 needs a string
          {"StringEquals": {"aws:ResourceTag/env": ["x", null]}}|aws:ResourceTag/env in entry 1 needs
          {"StringEquals": {"aws:ResourceTag/env": "${aws:username}"}}|has a policy variable
          {"StringEquals": {}}|StringEquals in entry 1 must be an object with members
          {"StringEquals": "x"}|StringEquals in entry 1 must be an object with members
          {}|Condition in entry 1 must be an object with members
          null|Condition in entry 1 must be an object with members
          {"StringEquals": {"aws:ResourceTag/a": "x"}, "StringEquals": {"aws:ResourceTag/b": "x"}}|not the expected JSON
          """)
  void aConditionThatIsNotKnownIsNamedInOneLine(String block, String says) {
    assertThatThrownBy(() -> CredentialsFile.parse(withCondition(block)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(says)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[null]", "\"arn:aws:ivs:*:${aws:PrincipalAccount}:stage/*\""})
  void aStatementThatCouldCoverNothingIsRefused(String resource) {
    String json =
        """
        [{"accessKeyId": "A", "secretAccessKey": "s", "account": "123456789012",
          "statements": [{"Effect": "Deny", "Action": "*", "Resource": %s}]}]
        """;
    assertThatThrownBy(() -> CredentialsFile.parse(json.formatted(resource)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("entry 1");
    assertThatThrownBy(() -> CredentialsFile.parse(withStatement("\"Action\": []")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
