package dev.footlights.store.sql;

import dev.footlights.store.Nanos;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How values stand in columns. */
final class Columns {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<Set<Integer>> NUMBERS = new TypeReference<>() {};

  private Columns() {}

  static String json(Map<String, String> map) {
    return JSON.writeValueAsString(new TreeMap<>(map));
  }

  static String json(Set<Integer> set) {
    return JSON.writeValueAsString(new TreeSet<>(set));
  }

  static String json(Record value) {
    return JSON.writeValueAsString(value);
  }

  static @Nullable String jsonOrNull(@Nullable Record value) {
    return value == null ? null : json(value);
  }

  static <T> T record(ResultSet row, String column, Class<T> type) throws SQLException {
    return JSON.readValue(row.getString(column), type);
  }

  static Map<String, String> texts(ResultSet row, String column) throws SQLException {
    return JSON.readValue(row.getString(column), TEXTS);
  }

  static Set<Integer> numbers(ResultSet row, String column) throws SQLException {
    return JSON.readValue(row.getString(column), NUMBERS);
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return Nanos.instant(row.getLong(column));
  }

  static @Nullable Instant nullableTime(ResultSet row, String column) throws SQLException {
    long nanos = row.getLong(column);
    return row.wasNull() ? null : Nanos.instant(nanos);
  }

  static <T> @Nullable T nullable(ResultSet row, String column, Function<String, T> parse)
      throws SQLException {
    String text = row.getString(column);
    return text == null ? null : parse.apply(text);
  }

  static <T> @Nullable T nullable(ResultSet row, String column, Class<T> type) throws SQLException {
    return nullable(row, column, text -> JSON.readValue(text, type));
  }

  static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
