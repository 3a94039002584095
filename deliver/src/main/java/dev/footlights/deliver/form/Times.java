package dev.footlights.deliver.form;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times of events, as ISO 8601 in UTC. */
final class Times {
  private static final DateTimeFormatter MICROS = utc("SSSSSS");
  private static final DateTimeFormatter NANOS = utc("SSSSSSSSS");

  private Times() {}

  static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Always six digits. */
  static String micros(Instant time) {
    return MICROS.format(time);
  }

  /** Always nine digits. */
  static String nanos(Instant time) {
    return NANOS.format(time);
  }

  private static DateTimeFormatter utc(String fraction) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss." + fraction + "'Z'")
        .withZone(ZoneOffset.UTC);
  }
}
