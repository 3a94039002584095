package dev.footlights.store.sql;

import java.util.List;
import java.util.stream.Stream;

/** The databases that are spoken to. Their tables differ in nothing but what is said here. */
enum Dialect {
  SQLITE,

  /** Compares texts by its locale unless it is told not to. */
  POSTGRESQL("postgresql/V2.1__compare_bytes.sql");

  /**
   * Migrations, oldest first. Tables that had just these are not looked at again: a file that is
   * missing here would never run, and a test says so.
   */
  private static final List<String> COMMON =
      List.of("migration/V1__first.sql", "migration/V2__resources_and_log.sql");

  private final List<String> own;

  Dialect(String... own) {
    this.own = List.of(own);
  }

  /** The migrations' files, beside this class, oldest first. */
  List<String> files() {
    return Stream.concat(COMMON.stream(), own.stream()).toList();
  }

  /** The migrations' versions, oldest first. */
  List<String> versions() {
    return files().stream().map(f -> f.substring(f.indexOf("/V") + 2, f.indexOf("__"))).toList();
  }

  /** Where Flyway finds them. */
  String[] folders() {
    String here = "classpath:" + getClass().getPackageName().replace('.', '/') + "/";
    return files().stream()
        .map(file -> here + file.substring(0, file.indexOf('/')))
        .distinct()
        .toArray(String[]::new);
  }
}
