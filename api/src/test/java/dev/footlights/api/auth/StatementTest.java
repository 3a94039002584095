package dev.footlights.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footlights.api.error.AwsException;
import dev.footlights.stage.session.Scope;
import java.util.List;
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
    assertThat(statement.covers("ivs:GetStage", RED)).isTrue();
  }

  @Test
  void denyGoesBeforeAllow() {
    var all = new Statement(true, List.of("ivs:*"), List.of("*"));
    var not = new Statement(false, List.of("ivs:DeleteStage"), List.of("*stage/red"));
    var who = new Identity("key", new Scope("000000000000", "us-east-1"), List.of(all, not));
    who.demand("ivs:GetStage", RED);
    assertThatThrownBy(() -> who.demand("ivs:DeleteStage", RED))
        .isInstanceOf(AwsException.class)
        .hasMessageContaining("ivs:DeleteStage")
        .hasMessageContaining(RED);
  }

  @Test
  void whatNoStatementAllowsIsDenied() {
    var who = new Identity("key", new Scope("000000000000", "us-east-1"), List.of());
    assertThatThrownBy(() -> who.demand("ivs:GetStage", RED)).isInstanceOf(AwsException.class);
  }

  @Test
  void aKeyWithoutStatementsMayDoEverything() {
    var who = new Identity("key", new Scope("000000000000", "us-east-1"), null);
    who.demand("ivs:GetStage", RED);
    assertThat(who.statements()).isNull();
  }
}
