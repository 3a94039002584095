package dev.footlights.store.sql;

import dev.footlights.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings the tables to this program's form, and refuses those of a later one. */
final class Schema {
  /** The migrations' versions, oldest first. Tables that had just these are not looked at again. */
  static final List<String> VERSIONS = List.of("1");

  private static final String MIGRATIONS = "classpath:dev/footlights/store/sql/migration";

  private Schema() {}

  static void migrate(DataSource source, String where) {
    // Flyway takes half a second on a cold process even when there is nothing to do.
    if (applied(source).equals(VERSIONS)) {
      return;
    }
    Flyway flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(source)
            .locations(MIGRATIONS)
            .loggers("slf4j")
            .load();
    try {
      // Left alone, Flyway would start on tables that it does not know.
      MigrationInfo[] all = flyway.info().all();
      if (Arrays.stream(all)
          .anyMatch(m -> m.getState().isApplied() && !m.getState().isResolved())) {
        throw new StoreException(
            where + " was written by a newer Footlights: start that one, or name another folder",
            null);
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw StoreException.cannotUse(where, e);
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
