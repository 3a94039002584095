package dev.footlights.store.sql;

import dev.footlights.store.StoreException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings the tables to this program's form, and refuses those of a later one. */
final class Schema {
  private static final String MIGRATIONS = "classpath:dev/footlights/store/sql/migration";

  private Schema() {}

  static void migrate(DataSource source, String where) {
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
}
