package dev.footlights.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footlights.api.auth.Condition.Operator;
import dev.footlights.api.error.AwsException;
import dev.footlights.stage.session.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {
  private static final String RED = "arn:aws:ivs:us-east-1:000000000000:stage/red";

  @ParameterizedTest
  @CsvSource({
    "*,anything,true",
    "*,'',true",
    "ivs:*,ivs:StopParticipantReplication,true",
    "ivs:*Replication,ivs:StopParticipantReplication,true",
    "ivs:*Stage,ivs:StopParticipantReplication,false",
    "ivs:Get?tage,ivs:GetStage,true",
    "ivs:Get?tage,ivs:Gettage,false",
    "a*b*c,a-b-b-c,true",
    "a*b*c,a-b-b-d,false",
    "'',x,false",
  })
  void aStarStandsForAnyRunAndAQuestionMarkForOneCharacter(
      String pattern, String text, boolean matches) {
    assertThat(Statement.matches(pattern, text)).isEqualTo(matches);
  }

  @Test
  void aPatternOfManyStarsIsNoDenialOfService() {
    String pattern = "*a".repeat(200) + "b";
    assertThat(Statement.matches(pattern, "a".repeat(2000))).isFalse();
  }

  @Test
  void upperAndLowerCaseDoNotMatterInActions() {
    var statement = new Statement(true, List.of("IVS:getstage"), List.of("*"));
    assertThat(statement.covers("ivs:GetStage", RED, () -> Optional.of(Map.of()))).isTrue();
  }

  @Test
  void denyGoesBeforeAllow() {
    var all = new Statement(true, List.of("ivs:*"), List.of("*"));
    var not = new Statement(false, List.of("ivs:DeleteStage"), List.of("*stage/red"));
    var who = new Identity("key", new Scope("000000000000", "us-east-1"), List.of(all, not));
    who.demand("ivs:GetStage", RED, ResourceTags.NONE);
    assertThatThrownBy(() -> who.demand("ivs:DeleteStage", RED, ResourceTags.NONE))
        .isInstanceOf(AwsException.class)
        .hasMessageContaining("ivs:DeleteStage")
        .hasMessageContaining(RED);
  }

  @Test
  void whatNoStatementAllowsIsDenied() {
    var who = new Identity("key", new Scope("000000000000", "us-east-1"), List.of());
    assertThatThrownBy(() -> who.demand("ivs:GetStage", RED, ResourceTags.NONE))
        .isInstanceOf(AwsException.class);
  }

  @Test
  void aKeyWithoutStatementsMayDoEverything() {
    var who = new Identity("key", new Scope("000000000000", "us-east-1"), null);
    who.demand("ivs:GetStage", RED, ResourceTags.NONE);
    assertThat(who.statements()).isNull();
  }

  @Test
  void tagsAreAskedOnceAndOnlyWhereAConditionDecides() {
    var prod = new Condition(Operator.STRING_EQUALS, false, "env", List.of("prod"));
    var other = new Statement(false, List.of("ivs:DeleteStage"), List.of("*"), List.of(prod));
    var here = new Statement(true, List.of("ivs:GetStage"), List.of("*"), List.of(prod));
    var scope = new Scope("000000000000", "us-east-1");
    var who = new Identity("key", scope, List.of(other, here, here));
    List<String> asked = new ArrayList<>();
    ResourceTags tags =
        (caller, arn) -> {
          assertThat(caller).isEqualTo(scope);
          asked.add(arn);
          return Optional.of(Map.of("env", "prod"));
        };
    who.demand("ivs:GetStage", RED, tags);
    assertThat(asked).containsExactly(RED);
    assertThatThrownBy(() -> who.demand("ivs:ListStages", RED, tags))
        .isInstanceOf(AwsException.class);
    assertThat(asked).hasSize(1);
  }

  @Test
  void whereTagsAreNotKnownADenyThatAsksForThemHoldsAndAnAllowDoesNot() {
    var scope = new Scope("000000000000", "us-east-1");
    var secret = new Condition(Operator.STRING_EQUALS, false, "env", List.of("secret"));
    var other = new Condition(Operator.STRING_NOT_EQUALS, true, "env", List.of("secret"));
    var all = new Statement(true, List.of("ivs:*"), List.of("*"));
    var not = new Statement(false, List.of("ivs:*"), List.of("*"), List.of(secret));
    var some = new Statement(true, List.of("ivs:*"), List.of("*"), List.of(other));
    ResourceTags unknown = (caller, arn) -> Optional.empty();
    var denied = new Identity("key", scope, List.of(all, not));
    denied.demand("ivs:ListParticipants", RED, ResourceTags.NONE);
    assertThatThrownBy(() -> denied.demand("ivs:ListParticipants", RED, unknown))
        .isInstanceOf(AwsException.class);
    var allowed = new Identity("key", scope, List.of(some));
    allowed.demand("ivs:ListParticipants", RED, ResourceTags.NONE);
    assertThatThrownBy(() -> allowed.demand("ivs:ListParticipants", RED, unknown))
        .isInstanceOf(AwsException.class);
  }
}
