package dev.footlights.api.audit;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file with a JSON object a line, appended by one thread. The file is opened for each run of
 * entries, so that it can be moved away at any time. While it cannot be written, entries wait; when
 * there are too many, callers wait, and are refused in the end.
 */
public final class AuditLog implements Audit, AutoCloseable {
  /** Entries that may wait: seconds of a busy server, a few megabytes. */
  private static final int ROOM = 4096;

  /** How long a caller waits for room. */
  private static final long PATIENCE_MILLIS = 2_000;

  /** Between two attempts to write what could not be written. */
  private static final long PAUSE_MILLIS = 1_000;

  /** How long the last entries may take when the server stops. */
  private static final long STOP_MILLIS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final FileAttribute<?>[] PRIVATE = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
  };

  /** Nothing comes after it. */
  private static final AuditEntry END =
      new AuditEntry(Instant.EPOCH, null, false, null, null, "", List.of(), "", 0, "", "");

  /** What passes between two attempts. */
  interface Pause {
    void pause() throws InterruptedException;
  }

  private final Path file;
  private final long patienceMillis;
  private final Pause pause;
  private final Semaphore room;
  private final BlockingQueue<AuditEntry> entries = new LinkedBlockingQueue<>();
  private final Thread writer;
  private volatile boolean refusing;

  /**
   * @throws IOException when the file cannot be appended to, with one line that says why
   */
  public static AuditLog open(Path file) throws IOException {
    return new AuditLog(file, ROOM, PATIENCE_MILLIS, () -> Thread.sleep(PAUSE_MILLIS));
  }

  AuditLog(Path file, int most, long patienceMillis, Pause pause) throws IOException {
    this.file = file;
    this.patienceMillis = patienceMillis;
    this.pause = pause;
    this.room = new Semaphore(most);
    try {
      endTornLine();
    } catch (IOException e) {
      throw new IOException("the audit log cannot be appended to: " + why(e), e);
    }
    writer = Thread.ofPlatform().daemon().name("audit-log").start(this::write);
  }

  @Override
  public boolean reserve() {
    try {
      boolean reserved = room.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
      if (!reserved && !refusing) {
        refusing = true;
        LOG.error("{}: calls are refused, for no more entries can wait", file);
      }
      return reserved;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void record(AuditEntry entry) {
    entries.add(entry);
  }

  /** Whether calls are refused, for the file cannot be written. */
  public boolean refusing() {
    return refusing;
  }

  /** A process that ended while the disk was full may have left half of its last one. */
  private void endTornLine() throws IOException {
    try (SeekableByteChannel out = channel()) {
      if (!Files.isRegularFile(file) || out.size() == 0) {
        return;
      }
      var last = ByteBuffer.allocate(1);
      try (SeekableByteChannel in = Files.newByteChannel(file)) {
        in.position(in.size() - 1).read(last);
      }
      if (last.get(0) != '\n') {
        out.write(ByteBuffer.wrap(new byte[] {'\n'}));
      }
    }
  }

  private void write() {
    List<AuditEntry> batch = new ArrayList<>();
    try {
      boolean over = false;
      while (!over) {
        batch.add(entries.take());
        entries.drainTo(batch);
        over = batch.remove(END);
        append(lines(batch));
        room.release(batch.size());
        refusing = false;
        batch.clear();
      }
    } catch (InterruptedException e) {
      LOG.error("{}: {} entries could not be written", file, batch.size() + entries.size());
    }
  }

  private static ByteBuffer lines(List<AuditEntry> batch) {
    var bytes = new ByteArrayOutputStream();
    for (AuditEntry entry : batch) {
      bytes.writeBytes(JSON.writeValueAsBytes(entry));
      bytes.write('\n');
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  /** Until all is there: after a failure it goes on where that came, so that nothing is missing. */
  private void append(ByteBuffer lines) throws InterruptedException {
    boolean failed = false;
    while (true) {
      try (SeekableByteChannel out = channel()) {
        while (lines.hasRemaining()) {
          out.write(lines);
        }
        break;
      } catch (IOException e) {
        if (!failed) {
          failed = true;
          LOG.error("the audit log cannot be written, soon calls will be refused: {}", why(e));
        }
        pause.pause();
      }
    }
    if (failed) {
      LOG.info("{}: the audit log is written again, nothing is missing", file);
    }
  }

  private SeekableByteChannel channel() throws IOException {
    return Files.newByteChannel(file, Set.of(CREATE, APPEND), PRIVATE);
  }

  /** In one line, with the file's name. */
  private String why(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> file + ": there is no such folder";
      case AccessDeniedException _ -> file + ": this user may not";
      default -> file + ": " + e.getMessage();
    };
  }

  /** Writes what is left, as far as it can be written. */
  @Override
  public void close() {
    entries.add(END);
    try {
      writer.join(STOP_MILLIS);
      writer.interrupt();
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
