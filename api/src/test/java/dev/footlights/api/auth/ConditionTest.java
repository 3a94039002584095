package dev.footlights.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.auth.Condition.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  private static boolean holds(Operator operator, String values, Map<String, String> tags) {
    return new Condition(operator, false, "env", List.of(values.split(";"))).holds(tags, true);
  }

  @ParameterizedTest
  @CsvSource({
    "STRING_EQUALS,prod,prod,true",
    "STRING_EQUALS,prod,Prod,false",
    "STRING_EQUALS,prod;test,test,true",
    "STRING_EQUALS,prod;test,dev,false",
    "STRING_EQUALS,p*,prod,false",
    "STRING_NOT_EQUALS,prod,prod,false",
    "STRING_NOT_EQUALS,prod,dev,true",
    "STRING_NOT_EQUALS,prod;test,test,false",
    "STRING_NOT_EQUALS,prod;test,dev,true",
    "STRING_LIKE,p*d,prod,true",
    "STRING_LIKE,pro?,prod,true",
    "STRING_LIKE,P*,prod,false",
    "STRING_LIKE,x*;p*,prod,true",
    "STRING_LIKE,x*,prod,false",
    "STRING_NOT_LIKE,p*,prod,false",
    "STRING_NOT_LIKE,x*;p*,prod,false",
    "STRING_NOT_LIKE,x*,prod,true",
  })
  void oneOfSeveralValuesIsEnoughAndOfANegativeOperatorNoneMayMatch(
      Operator operator, String values, String tag, boolean holds) {
    assertThat(holds(operator, values, Map.of("env", tag))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "STRING_EQUALS,false",
    "STRING_NOT_EQUALS,true",
    "STRING_LIKE,false",
    "STRING_NOT_LIKE,true",
  })
  void aMissingTagEqualsNothing(Operator operator, boolean holds) {
    assertThat(holds(operator, "*", Map.of("other", "x"))).isEqualTo(holds);
    assertThat(new Condition(operator, true, "env", List.of("x")).holds(Map.of(), true)).isTrue();
  }

  @Test
  void ifExistsStillJudgesATagThatIsThere() {
    var condition = new Condition(Operator.STRING_EQUALS, true, "env", List.of("prod"));
    assertThat(condition.holds(Map.of("env", "dev"), true)).isFalse();
    assertThat(condition.holds(Map.of("env", "prod"), true)).isTrue();
  }

  @Test
  void theCaseOfATagsKeyDoesNotMatter() {
    assertThat(holds(Operator.STRING_EQUALS, "prod", Map.of("ENV", "prod"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"STRING_EQUALS,prod", "STRING_NOT_EQUALS,dev"})
  void oneMoreTagThatDiffersByCaseLiftsNoDenyAndBringsNoAllow(Operator operator, String value) {
    var condition = new Condition(operator, false, "env", List.of(value));
    Map<String, String> both = Map.of("ENV", "dev", "env", "prod");
    assertThat(condition.holds(both, false)).isTrue();
    assertThat(condition.holds(both, true)).isFalse();
  }

  @Test
  void severalKeysAndOperatorsMustAllHold() {
    var prod = new Condition(Operator.STRING_EQUALS, false, "env", List.of("prod"));
    var notOps = new Condition(Operator.STRING_NOT_LIKE, false, "team", List.of("ops*"));
    var statement = new Statement(true, List.of("*"), List.of("*"), List.of(prod, notOps));
    assertThat(statement.covers("ivs:GetStage", "arn", () -> Optional.of(Map.of("env", "prod"))))
        .isTrue();
    assertThat(
            statement.covers(
                "ivs:GetStage", "arn", () -> Optional.of(Map.of("env", "prod", "team", "ops-1"))))
        .isFalse();
    assertThat(statement.covers("ivs:GetStage", "arn", () -> Optional.of(Map.of()))).isFalse();
  }
}
