package dev.footlights.store.sql;

import static dev.footlights.store.Samples.arn;
import static dev.footlights.store.Samples.event;
import static dev.footlights.store.Samples.rows;
import static dev.footlights.store.Samples.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footlights.stage.PageRequest;
import dev.footlights.stage.StageException;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.RowChange.Clear;
import dev.footlights.stage.repository.RowChange.PutStage;
import dev.footlights.stage.repository.Store;
import dev.footlights.store.StoreContract;
import dev.footlights.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.TransactionMode;

@SuppressWarnings("NullAway.Init") // open() is called before each test
class SqlStoreInAFolderTest extends StoreContract {
  @TempDir private Path temp;
  private Path folder;
  private SqlStore store;
  private final BlockingQueue<Throwable> fatal = new LinkedBlockingQueue<>();

  @Override
  protected Store open() {
    folder = temp.resolve("new/data");
    store = SqlStore.open(folder, fatal::add);
    return store;
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Connection sideDoor() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("footlights.db"));
  }

  private static String refusal(Path path) {
    try (SqlStore opened = SqlStore.open(path, e -> {})) {
      throw new AssertionError("opened " + path);
    } catch (StoreException e) {
      String line = String.valueOf(e.getMessage());
      assertThat(line).doesNotContain("\n");
      return line;
    }
  }

  @Test
  void whatWasCommittedIsThereAfterClosingAndOpening() {
    store.commit(rows(new PutStage(stage("a")))).join();
    store.close();
    store = SqlStore.open(folder, fatal::add);
    assertThat(store.load().join().stages()).containsExactly(stage("a"));
  }

  @Test
  void closingCommitsWhatWasAskedForBefore() {
    List<CompletableFuture<Void>> asked =
        IntStream.range(0, 500)
            .mapToObj(i -> store.commit(rows(new PutStage(stage("s" + i)))))
            .toList();
    store.close();
    assertThat(asked).allMatch(f -> f.isDone() && !f.isCompletedExceptionally());
  }

  @Test
  void aClosedStoreRefuses() {
    store.close();
    assertThatThrownBy(store.commit(rows(new PutStage(stage("a"))))::join)
        .cause()
        .isInstanceOfSatisfying(
            StageException.class,
            e -> assertThat(e.kind()).isEqualTo(StageException.Kind.UNAVAILABLE));
    assertThatThrownBy(store.load()::join).hasCauseInstanceOf(StageException.class);
  }

  @Test
  void changesThatWaitShareOneTransaction() {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      all.add(store.commit(rows(new PutStage(stage("s" + i)))));
    }
    all.forEach(CompletableFuture::join);
    assertThat(store.transactions()).isLessThan(1_000);
    assertThat(store.load().join().stages()).hasSize(2_000);
  }

  @Test
  void everyFsyncIsDone() throws SQLException {
    assertThat(pragma("journal_mode")).isEqualTo("wal");
    assertThat(pragma("synchronous")).isEqualTo("2");
  }

  private String pragma(String name) throws SQLException {
    try (Connection side =
            SqlStore.source(
                    "jdbc:sqlite:" + folder.resolve("footlights.db"), TransactionMode.DEFERRED)
                .getConnection();
        Statement statement = side.createStatement();
        ResultSet row = statement.executeQuery("pragma " + name)) {
      return row.getString(1);
    }
  }

  @Test
  void eventsOfAStageAreNumberedWithoutAGap() throws SQLException {
    for (int i = 0; i < 3; i++) {
      store.commit(
          new Change(
              List.of(),
              List.of(
                  event("a", "1", "p", EventName.JOINED, i),
                  event("b", "1", "p", EventName.JOINED, i),
                  event("a", "2", "q", EventName.LEFT, i))));
    }
    store.load().join();
    store.close();
    store = SqlStore.open(folder, fatal::add);
    store.commit(new Change(List.of(), List.of(event("a", "1", "p", EventName.LEFT, 9)))).join();
    List<Integer> numbers = new ArrayList<>();
    try (Connection side = sideDoor();
        Statement statement = side.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select seq from participant_event where stage = '"
                    + arn("a")
                    + "' order by seq")) {
      while (row.next()) {
        numbers.add(row.getInt(1));
      }
    }
    assertThat(numbers).containsExactly(1, 2, 3, 4, 5, 6, 7);
  }

  private void breakTables() throws SQLException {
    try (Connection side = sideDoor();
        Statement statement = side.createStatement()) {
      statement.execute("drop table participant_event");
    }
  }

  private static Change broken() {
    return new Change(
        List.of(new PutStage(stage("a"))), List.of(event("a", "1", "p", EventName.JOINED, 0)));
  }

  @Test
  void aCommitThatFailsChangesNothingIsToldOnceAndEndsAllCommits() throws Exception {
    breakTables();
    assertThatThrownBy(store.commit(broken())::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(StoreException.class);
    assertThatThrownBy(store.commit(rows(new PutStage(stage("b"))))::join)
        .hasCauseInstanceOf(StageException.class);
    assertThat(store.load().join().stages()).isEmpty();
    assertThat(fatal.poll(60, TimeUnit.SECONDS))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot use " + folder + ": ")
        .hasMessageContaining("no such table");
    store.close();
    assertThat(fatal).isEmpty();
  }

  @Test
  void whoIsToldOfAFailureMayWaitForTheStoreToClose() throws Exception {
    store.close();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    CompletableFuture<SqlStore> opened = new CompletableFuture<>();
    store =
        SqlStore.open(
            folder,
            e -> {
              opened.join().close();
              closed.complete(null);
            });
    opened.complete(store);
    breakTables();
    assertThatThrownBy(store.commit(broken())::join).isInstanceOf(CompletionException.class);
    assertThat(closed).succeedsWithin(60, TimeUnit.SECONDS);
  }

  @Test
  void aSecondServerOnOneFolderIsRefusedInOneLine() {
    assertThat(refusal(folder))
        .isEqualTo(
            folder
                + " is in use by another Footlights (process "
                + ProcessHandle.current().pid()
                + "): name another with --data");
    store.close();
    store = SqlStore.open(folder, fatal::add);
  }

  @Test
  void aNewerSchemaIsRefusedAndLeftAlone() throws SQLException {
    store.close();
    try (Connection side = sideDoor();
        Statement statement = side.createStatement()) {
      statement.execute(
          "insert into flyway_schema_history select installed_rank + 98, '99', 'later', type,"
              + " 'V99__later.sql', checksum, installed_by, installed_on, execution_time, success"
              + " from flyway_schema_history where version = '1'");
    }
    assertThat(refusal(folder)).startsWith(folder + " was written by a newer Footlights");
    try (Connection side = sideDoor();
        Statement statement = side.createStatement()) {
      statement.execute("delete from flyway_schema_history where version = '99'");
    }
    store = SqlStore.open(folder, fatal::add);
    assertThat(store.load().join().stages()).isEmpty();
  }

  @Test
  void theMigrationsThatAreNotLookedAtAgainAreAllThereAre() throws SQLException {
    List<String> applied = new ArrayList<>();
    try (Connection side = sideDoor();
        Statement statement = side.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select version from flyway_schema_history order by installed_rank")) {
      while (rows.next()) {
        applied.add(rows.getString(1));
      }
    }
    assertThat(Dialect.SQLITE.versions()).isEqualTo(applied);
  }

  @Test
  void aMigrationThatFailedIsNotTakenForDone() throws SQLException {
    store.close();
    failed(1);
    assertThat(refusal(folder)).startsWith("cannot use " + folder + ": ");
    failed(0);
    store = SqlStore.open(folder, fatal::add);
  }

  private void failed(int success) throws SQLException {
    try (Connection side = sideDoor();
        Statement statement = side.createStatement()) {
      statement.execute("update flyway_schema_history set success = 1 - " + success);
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedInOneLine() throws IOException {
    Path other = Files.createDirectory(temp.resolve("other"));
    Files.writeString(other.resolve("footlights.db"), "this is no database at all\n".repeat(100));
    assertThat(refusal(other)).startsWith("cannot use " + other + ": ");
  }

  @Test
  void aFolderThatCannotBeMadeOrWrittenIsNamedInOneLine() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    assertThat(refusal(file)).isEqualTo("cannot write in " + file + ": it is not a folder");
    assertThat(refusal(file.resolve("below"))).startsWith("cannot write in " + file);
    Path locked = Files.createDirectory(temp.resolve("locked"));
    Assumptions.assumeTrue(locked.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-x------"));
    Assumptions.assumeFalse(Files.isWritable(locked), "root writes everywhere");
    assertThat(refusal(locked)).isEqualTo("cannot write in " + locked + ": permission denied");
  }

  @Test
  void onlyTheOwnerMayReadTheSigningKeysDatabase() throws IOException {
    Assumptions.assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("footlights.db"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aDatabaseThatOthersCouldReadIsTheOwnersAfterOpening() throws IOException {
    Assumptions.assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    store.close();
    Path database = folder.resolve("footlights.db");
    Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));
    store = SqlStore.open(folder, fatal::add);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database)))
        .isEqualTo("rw-------");
  }

  @Test
  void numbersBeginAgainAfterAClear() {
    var joined = event("a", "1", "p", EventName.JOINED, 0);
    store.commit(new Change(List.of(), List.of(joined)));
    store.commit(new Change(List.of(new Clear()), List.of(joined))).join();
    assertThat(
            store
                .events(arn("a"), joined.session(), joined.participant(), new PageRequest(10, null))
                .join()
                .items())
        .containsExactly(joined);
  }
}
