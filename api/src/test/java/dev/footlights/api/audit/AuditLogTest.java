package dev.footlights.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footlights.api.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class AuditLogTest {
  private static final int ROOM = 4;

  @TempDir private Path folder;
  private final Semaphore failures = new Semaphore(0);
  private final Semaphore attempts = new Semaphore(0);

  private AuditLog open(Path file) throws IOException {
    return new AuditLog(
        file,
        ROOM,
        0,
        () -> {
          failures.release();
          attempts.acquire();
        });
  }

  private static AuditEntry entry(String requestId) {
    return new AuditEntry(
        Instant.parse("2026-01-02T03:04:05.678Z"),
        "KEY",
        true,
        "111122223333",
        "us-east-1",
        "GetStage",
        List.of("arn:aws:ivs:us-east-1:111122223333:stage/red"),
        "OK",
        200,
        requestId,
        "192.0.2.1");
  }

  /** Waits for room as callers do; the log has no patience of its own here. */
  private static void record(AuditLog log, String requestId) {
    while (!log.reserve()) {
      Thread.onSpinWait();
    }
    log.record(entry(requestId));
  }

  private static List<String> ids(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> new JsonMapper().readTree(line).path("requestId").asString())
        .toList();
  }

  @Test
  void aCallIsALineOfJson() throws IOException {
    Path file = folder.resolve("audit.log");
    try (var log = open(file)) {
      record(log, "r1");
    }
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {"time":"2026-01-02T03:04:05.678Z","accessKeyId":"KEY","verified":true,\
            "account":"111122223333","region":"us-east-1","operation":"GetStage",\
            "resources":["arn:aws:ivs:us-east-1:111122223333:stage/red"],\
            "result":"OK","status":200,"requestId":"r1","sourceAddress":"192.0.2.1"}
            """);
  }

  @Test
  void onlyItsUserCanReadIt() throws IOException {
    Path file = folder.resolve("audit.log");
    open(file).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatWasThereStays() throws IOException {
    Path file = folder.resolve("audit.log");
    for (String id : List.of("first", "second")) {
      try (var log = open(file)) {
        record(log, id);
      }
    }
    assertThat(ids(file)).containsExactly("first", "second");
  }

  @Test
  void aLineThatWasTornSwallowsNoOther() throws IOException {
    Path file = folder.resolve("audit.log");
    Files.writeString(file, "{\"time\":\"torn");
    try (var log = open(file)) {
      record(log, "next");
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2).first().isEqualTo("{\"time\":\"torn");
    assertThat(lines.getLast()).contains("\"next\"").startsWith("{");
  }

  @Test
  void afterItWasMovedAwayItIsMadeAnewAndNothingIsLost() throws IOException {
    Path file = folder.resolve("audit.log");
    Path moved = folder.resolve("audit.log.1");
    try (var log = open(file)) {
      IntStream.range(0, 100).forEach(i -> record(log, "a" + i));
      Files.move(file, moved);
      IntStream.range(0, 100).forEach(i -> record(log, "b" + i));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(IntStream.range(0, 200).mapToObj(i -> (i < 100 ? "a" : "b") + i % 100).toList())
        .isEqualTo(Stream.concat(ids(moved).stream(), ids(file).stream()).toList());
  }

  @Test
  void whatCannotBeWrittenWaitsAndIsToldOnce() throws Exception {
    Path place = Files.createDirectory(folder.resolve("place"));
    Path file = place.resolve("audit.log");
    try (var log = open(file)) {
      Files.delete(file);
      Files.delete(place);
      String said =
          Printed.by(
              () -> {
                record(log, "r1");
                failures.acquire();
                record(log, "r2");
                attempts.release();
                failures.acquire();
              });
      assertThat(said.lines())
          .singleElement()
          .asString()
          .contains("the audit log cannot be written", file + ": there is no such folder");
      Files.createDirectory(place);
      attempts.release();
    }
    assertThat(ids(file)).containsExactly("r1", "r2");
  }

  @Test
  void whenTooMuchWaitsThereIsNoRoomUntilItIsWritten() throws Exception {
    Path place = Files.createDirectory(folder.resolve("place"));
    Path file = place.resolve("audit.log");
    try (var log = open(file)) {
      Files.delete(file);
      Files.delete(place);
      for (int i = 0; i < ROOM; i++) {
        assertThat(log.reserve()).isTrue();
        log.record(entry("r" + i));
      }
      assertThat(log.reserve()).isFalse();
      assertThat(log.refusing()).isTrue();
      failures.acquire();
      Files.createDirectory(place);
      attempts.release();
      record(log, "last");
      while (log.refusing()) {
        Thread.onSpinWait();
      }
    }
    assertThat(ids(file)).containsExactly("r0", "r1", "r2", "r3", "last");
  }

  @Test
  void aFileThatCannotBeMadeEndsTheStart() {
    Path file = folder.resolve("nowhere").resolve("audit.log");
    assertThatThrownBy(() -> AuditLog.open(file))
        .isInstanceOf(IOException.class)
        .hasMessage("the audit log cannot be appended to: " + file + ": there is no such folder");
  }
}
