package dev.footlights.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {
  @Test
  void itsPartsReachTheDriver() {
    var source =
        PostgresUrl.parse("postgresql://me:a%2Fb+c%3A@db.example:6000/stages?sslmode=require")
            .source();
    assertThat(source.getUser()).isEqualTo("me");
    assertThat(source.getPassword()).isEqualTo("a/b+c:");
    assertThat(source.getServerNames()).containsExactly("db.example");
    assertThat(source.getPortNumbers()).containsExactly(6000);
    assertThat(source.getDatabaseName()).isEqualTo("stages");
    assertThat(source.getSslMode()).isEqualTo("require");
  }

  @Test
  void itShowsNoSecret() {
    assertThat(PostgresUrl.parse("postgres://me:hush@db/stages?password=hush"))
        .hasToString("postgresql://db/stages");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "stages",
        "mysql://hush@db/x",
        "postgresql://hush@db",
        "postgresql:///x",
        "postgresql://hush @db/x"
      })
  void whatHasAnotherFormIsRefusedUnseen(String text) {
    assertThatThrownBy(() -> PostgresUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must have the form postgresql://user:password@host:5432/database");
  }
}
