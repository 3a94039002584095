package dev.footlights.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.footlights.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings the tables to this program's form, and refuses those of a later one. */
final class Schema {
  private Schema() {}

  static void migrate(DataSource source, Dialect dialect, String where) {
    // Flyway takes half a second on a cold process even when there is nothing to do.
    if (applied(source).equals(dialect.versions())) {
      return;
    }
    Flyway flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(source)
            .locations(dialect.folders())
            .loggers("slf4j")
            .load();
    try {
      // Left alone, Flyway would start on tables that it does not know.
      MigrationInfo[] all = flyway.info().all();
      if (Arrays.stream(all)
          .anyMatch(m -> m.getState().isApplied() && !m.getState().isResolved())) {
        throw new StoreException(
            where + " was written by a newer Footlights: start that one, or name another place",
            null);
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw StoreException.cannotUse(where, e);
    }
  }

  /** Makes the tables of a store that ends with its process: nobody will ask for their history. */
  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String file : Dialect.SQLITE.files()) {
        // The driver runs every statement of a script.
        statement.executeUpdate(script(file));
      }
    }
  }

  private static String script(String file) {
    try (InputStream in = Schema.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Versions that were applied; a failed one with a mark, and none where Flyway never was. */
  private static List<String> applied(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select version, success from flyway_schema_history order by installed_rank")) {
      List<String> versions = new ArrayList<>();
      while (rows.next()) {
        versions.add(rows.getBoolean(2) ? rows.getString(1) : rows.getString(1) + " failed");
      }
      return versions;
    } catch (SQLException e) {
      return List.of(); // Flyway will say what is wrong, or make the table
    }
  }
}
