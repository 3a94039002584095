package dev.footlights.store.sql;

import dev.footlights.stage.Page;
import dev.footlights.stage.PageRequest;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantFilter;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.LiveState;
import dev.footlights.stage.repository.Outbox;
import dev.footlights.stage.repository.Store;
import dev.footlights.stage.resource.Resource;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.Session;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.session.StageArn;
import dev.footlights.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * The store in SQLite or PostgreSQL. A commit's future ends after its fsync.
 *
 * <p>In a folder, and in PostgreSQL, a second connection reads, so that queries do not wait for the
 * disk; in memory there is only one, for readers and writers of a shared memory lock each other
 * out.
 */
public final class SqlStore implements Store, Outbox, AutoCloseable {
  /** How long a statement waits for somebody else's lock, such as a backup's. */
  private static final int BUSY_MILLIS = 5_000;

  private static final String MEMORY = "memory";

  /** "footlght" in ASCII: which advisory lock of a PostgreSQL database is ours. */
  private static final long LOCK = 0x666f6f746c676874L;

  private final Lane writer;
  private final Lane reader;
  private final @Nullable Folder folder;
  private final List<Runnable> growth = new CopyOnWriteArrayList<>();

  private SqlStore(Lane writer, Lane reader, @Nullable Folder folder) {
    this.writer = writer;
    this.reader = reader;
    this.folder = folder;
  }

  /**
   * Opens the store in a folder, which is made where it is missing, and holds it until {@link
   * #close} or the process's end.
   *
   * @param fatal told once, on a thread of its own, by a {@link StoreException} when a commit
   *     failed; the process should end
   * @throws StoreException when another process holds the folder, when it cannot be written, or
   *     when a newer version wrote it
   */
  public static SqlStore open(Path path, Consumer<? super Throwable> fatal) {
    String where = path.toString();
    Folder folder = Folder.open(path);
    try {
      String url = "jdbc:sqlite:" + folder.database();
      SQLiteDataSource writing = source(url, TransactionMode.IMMEDIATE);
      Schema.migrate(writing, Dialect.SQLITE, where);
      Handle write = Jdbi.create(writing).open();
      Handle read = Jdbi.create(source(url, TransactionMode.DEFERRED)).open();
      return new SqlStore(
          new Lane("store-writer", where, write, fatal),
          new Lane("store-reader", where, read, fatal),
          folder);
    } catch (JdbiException e) {
      folder.close();
      throw StoreException.cannotUse(where, e);
    } catch (StoreException e) {
      folder.close();
      throw e;
    }
  }

  /** Loads what every store needs, so that opening one takes less. Any thread may call. */
  public static void warmUp() {
    try (Handle handle = Jdbi.create("jdbc:sqlite::memory:").open()) {
      Schema.create(handle.getConnection());
      Reads.load(handle);
    } catch (SQLException | JdbiException e) {
      // Whoever opens one will hear of it.
    }
  }

  /**
   * Opens the store in a PostgreSQL database, and holds it until {@link #close}, the process's end
   * or the connection's.
   *
   * @param fatal as of {@link #open(Path, Consumer)}; told also when the connection is lost
   * @throws StoreException when another process holds the database, when it cannot be used, or when
   *     a newer version wrote it
   */
  public static SqlStore open(PostgresUrl url, Consumer<? super Throwable> fatal) {
    String where = url.toString();
    DataSource source = url.source();
    try {
      Handle write = Jdbi.create(source).open();
      try {
        hold(write, where);
        Schema.migrate(source, Dialect.POSTGRESQL, where);
        Handle read = Jdbi.create(source).open();
        return new SqlStore(
            new Lane("store-writer", where, write, fatal),
            new Lane("store-reader", where, read, fatal),
            null);
      } catch (RuntimeException e) {
        write.close();
        throw e;
      }
    } catch (JdbiException e) {
      throw StoreException.cannotUse(where, e);
    }
  }

  /** The lock goes with the connection that commits, so that whoever lost it commits no more. */
  private static void hold(Handle handle, String where) {
    boolean held =
        handle
            .createQuery("select pg_try_advisory_lock(:key)")
            .bind("key", LOCK)
            .mapTo(Boolean.class)
            .one();
    if (!held) {
      throw new StoreException(
          where + " is in use by another Footlights: name another with --database", null);
    }
    // What a database's owner may have switched off: a 200 is durable.
    handle.execute("set synchronous_commit = on");
  }

  /** A store that leaves nothing behind. */
  public static SqlStore inMemory(Consumer<? super Throwable> fatal) {
    SQLiteDataSource source =
        source(
            "jdbc:sqlite:file:" + UUID.randomUUID() + "?mode=memory&cache=shared",
            TransactionMode.IMMEDIATE);
    // Opened first: the memory lives as long as a connection to it.
    Handle handle = Jdbi.create(source).open();
    try {
      Schema.create(handle.getConnection());
    } catch (SQLException e) {
      throw StoreException.cannotUse(MEMORY, e);
    }
    Lane lane = new Lane("store", MEMORY, handle, fatal);
    return new SqlStore(lane, lane, null);
  }

  static SQLiteDataSource source(String url, TransactionMode mode) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(mode);
    config.setBusyTimeout(BUSY_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  /** Has a lost connection found, and told, where nobody asks for anything. */
  public void check() {
    Stream.of(reader, writer)
        .distinct()
        .forEach(lane -> lane.read(h -> h.createQuery("select 1").mapTo(Integer.class).one()));
  }

  /** How many transactions have carried changes since the start. */
  public long transactions() {
    return writer.transactions();
  }

  /** Ends what was asked for before, then lets the folder go. */
  @Override
  public void close() {
    if (reader != writer) {
      reader.close();
    }
    writer.close();
    if (folder != null) {
      folder.close();
    }
  }

  @Override
  public CompletableFuture<LiveState> load() {
    return reader.read(Reads::load);
  }

  @Override
  public CompletableFuture<Void> commit(Change change) {
    CompletableFuture<Void> done = writer.write(h -> Writes.apply(h, change));
    if (!change.events().isEmpty()) {
      var unused = done.thenRun(() -> growth.forEach(Runnable::run));
    }
    return done;
  }

  @Override
  public CompletableFuture<Optional<Stage>> stage(StageArn arn) {
    return reader.read(h -> Reads.stage(h, arn));
  }

  @Override
  public CompletableFuture<Page<Stage>> stages(Scope scope, PageRequest page) {
    return reader.read(h -> Reads.stages(h, scope, page));
  }

  @Override
  public CompletableFuture<Optional<Resource>> resource(ResourceArn arn) {
    return reader.read(h -> Reads.resource(h, arn));
  }

  @Override
  public CompletableFuture<Page<Resource>> resources(
      Scope scope, ResourceType type, @Nullable StageArn attachedTo, PageRequest page) {
    return reader.read(h -> Reads.resources(h, scope, type, attachedTo, page));
  }

  @Override
  public CompletableFuture<Long> head() {
    return reader.read(Reads::head);
  }

  @Override
  public CompletableFuture<List<LoggedEvent>> log(long afterPosition, int most) {
    return reader.read(h -> Reads.log(h, afterPosition, most));
  }

  @Override
  public CompletableFuture<List<LoggedEvent>> log(StageArn stage, long afterSequence, int most) {
    return reader.read(h -> Reads.log(h, stage, afterSequence, most));
  }

  @Override
  public CompletableFuture<Long> cursor(String receiver) {
    return reader.read(h -> Reads.cursor(h, receiver));
  }

  @Override
  public CompletableFuture<Void> advance(String receiver, long position) {
    return writer.write(h -> Writes.advance(h, receiver, position));
  }

  @Override
  public void onGrowth(Runnable told) {
    growth.add(told);
  }

  @Override
  public CompletableFuture<Optional<Session>> session(StageArn stage, SessionId id) {
    return reader.read(h -> Reads.session(h, stage, id));
  }

  @Override
  public CompletableFuture<Page<Session>> sessions(StageArn stage, PageRequest page) {
    return reader.read(h -> Reads.sessions(h, stage, page));
  }

  @Override
  public CompletableFuture<Optional<Participant>> participant(
      StageArn stage, SessionId session, ParticipantId id) {
    return reader.read(h -> Reads.participant(h, stage, session, id));
  }

  @Override
  public CompletableFuture<Page<Participant>> participants(
      StageArn stage, SessionId session, ParticipantFilter filter, PageRequest page) {
    return reader.read(h -> Reads.participants(h, stage, session, filter, page));
  }

  @Override
  public CompletableFuture<Page<ParticipantEvent>> events(
      StageArn stage, SessionId session, ParticipantId participant, PageRequest page) {
    return reader.read(h -> Reads.events(h, stage, session, participant, page));
  }

  @Override
  public CompletableFuture<Integer> forget(Instant endedBefore, int most) {
    return writer.change(h -> Forgetting.sessions(h, endedBefore, most));
  }

  @Override
  public CompletableFuture<Page<Replica>> replicas(
      StageArn sourceStage, ParticipantId participant, PageRequest page) {
    return reader.read(h -> Reads.replicas(h, sourceStage, participant, page));
  }
}
