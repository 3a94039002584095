package dev.footlights.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.stage.repository.Store;
import dev.footlights.store.StoreContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlStoreInMemoryTest extends StoreContract {
  private final SqlStore store =
      SqlStore.inMemory(
          e -> {
            throw new AssertionError(e);
          });

  @Override
  protected Store open() {
    return store;
  }

  @Test
  void theTablesAreThoseOfAFolder(@TempDir Path folder) throws SQLException {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      Schema.create(memory);
      SqlStore.open(folder, e -> {}).close();
      try (Connection disk =
          DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("footlights.db"))) {
        assertThat(definitions(memory)).isNotEmpty().isEqualTo(definitions(disk));
      }
    }
  }

  private static List<String> definitions(Connection connection) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select sql from sqlite_master where tbl_name not like 'flyway%'"
                    + " and sql is not null order by name")) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }

  @AfterEach
  void close() {
    store.close();
  }
}
