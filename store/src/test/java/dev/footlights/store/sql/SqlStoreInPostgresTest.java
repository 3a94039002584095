package dev.footlights.store.sql;

import static dev.footlights.store.Samples.SCOPE;
import static dev.footlights.store.Samples.arn;
import static dev.footlights.store.Samples.rows;
import static dev.footlights.store.Samples.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footlights.stage.PageRequest;
import dev.footlights.stage.repository.RowChange.PutStage;
import dev.footlights.stage.repository.Store;
import dev.footlights.store.StoreContract;
import dev.footlights.store.StoreException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SqlStoreInPostgresTest extends StoreContract {
  private final BlockingQueue<Throwable> fatal = new LinkedBlockingQueue<>();
  private PostgresUrl url = PostgresUrl.parse("postgresql://nowhere/none");
  private @Nullable SqlStore store;

  @Override
  protected Store open() throws SQLException, IOException, InterruptedException {
    url = Postgres.server().database();
    SqlStore opened = SqlStore.open(url, fatal::add);
    store = opened;
    return opened;
  }

  private SqlStore store() {
    return Objects.requireNonNull(store);
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
    assertThat(fatal).isEmpty();
  }

  @Test
  void aSecondProcessIsRefusedInOneLine() {
    assertThatThrownBy(() -> SqlStore.open(url, fatal::add))
        .isInstanceOf(StoreException.class)
        .hasMessage(url + " is in use by another Footlights: name another with --database");
  }

  @Test
  void whatWasCommittedIsThereForTheNextProcess() {
    store().commit(rows(new PutStage(stage("a")))).join();
    store().close();
    store = SqlStore.open(url, fatal::add);
    assertThat(store().stage(arn("a")).join()).contains(stage("a"));
  }

  @Test
  void aNewerSchemaIsRefused() throws Exception {
    store().close();
    Postgres.server()
        .execute(
            Postgres.server().last(),
            "insert into flyway_schema_history select installed_rank + 98, '99', 'later', type,"
                + " 'V99__later.sql', checksum, installed_by, installed_on, execution_time, success"
                + " from flyway_schema_history where version = '1'");
    assertThatThrownBy(() -> SqlStore.open(url, fatal::add))
        .hasMessageStartingWith(url + " was written by a newer Footlights");
  }

  @Test
  void aLostConnectionIsTold() throws Exception {
    Postgres.server()
        .execute(
            "postgres",
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                + Postgres.server().last()
                + "'");
    assertThatThrownBy(() -> store().commit(rows(new PutStage(stage("a")))).join()).isNotNull();
    assertThat(fatal.poll(60, TimeUnit.SECONDS)).hasMessageStartingWith("cannot use " + url);
    assertThatThrownBy(() -> store().stages(SCOPE, new PageRequest(1, null)).join()).isNotNull();
    assertThat(fatal.poll(60, TimeUnit.SECONDS)).hasMessageStartingWith("cannot use " + url);
  }

  @Test
  void theMigrationsThatAreNotLookedAtAgainAreAllThereAre() throws Exception {
    List<String> applied = new ArrayList<>();
    try (Connection side = url.source().getConnection();
        Statement statement = side.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select version from flyway_schema_history order by installed_rank")) {
      while (rows.next()) {
        applied.add(rows.getString(1));
      }
    }
    assertThat(Dialect.POSTGRESQL.versions()).isEqualTo(applied);
  }

  @Test
  void aLostConnectionIsMissedWhereNobodyAsks() throws Exception {
    Postgres.server()
        .execute(
            "postgres",
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                + Postgres.server().last()
                + "'");
    store().check();
    for (int lanes = 0; lanes < 2; lanes++) {
      assertThat(fatal.poll(60, TimeUnit.SECONDS))
          .hasMessageStartingWith("cannot use " + url)
          .hasMessageNotContaining("null");
    }
  }

  @Test
  void whatCannotBeReachedIsToldWithoutThePassword() {
    PostgresUrl nowhere = PostgresUrl.parse("postgresql://me:hush@127.0.0.1:1/there");
    assertThatThrownBy(() -> SqlStore.open(nowhere, fatal::add))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot use postgresql://127.0.0.1:1/there: ")
        .hasMessageNotContaining("hush");
  }
}
