package dev.footlights.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.footlights.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data folder, held by one process at a time. The lock is the kernel's: it goes with the
 * process, however that ends. What is made here only its owner may read, for the key that signs
 * tokens is in it.
 */
final class Folder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Folder.class);
  private static final String LOCK = "lock";
  private static final String DATABASE = "footlights.db";
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path path;
  private final FileChannel lock;

  private Folder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  static Folder open(Path path) {
    FileChannel lock = null;
    try {
      Files.createDirectories(path, ownerOnly(path, "rwx------"));
      lock = FileChannel.open(path.resolve(LOCK), CREATE, READ, WRITE);
      if (!tryLock(lock)) {
        throw new StoreException(
            path + " is in use by another Footlights" + owner(path) + ": name another with --data",
            null);
      }
      lock.truncate(0);
      lock.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)), 0);
      Path database = path.resolve(DATABASE);
      if (Files.notExists(database)) {
        Files.createFile(database, ownerOnly(path, "rw-------"));
      }
      if (!Files.isWritable(database)) {
        throw new AccessDeniedException(database.toString());
      }
      keepPrivate(path);
      Folder folder = new Folder(path, lock);
      lock = null;
      return folder;
    } catch (IOException e) {
      throw new StoreException("cannot write in " + path + ": " + reason(e), e);
    } finally {
      closeQuietly(lock);
    }
  }

  Path database() {
    return path.resolve(DATABASE);
  }

  @Override
  public void close() {
    closeQuietly(lock);
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static String owner(Path path) {
    try {
      String pid = Files.readString(path.resolve(LOCK), UTF_8);
      return pid.isBlank() ? "" : " (process " + pid.strip() + ")";
    } catch (IOException e) {
      return "";
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException exists -> "it is not a folder";
      case NoSuchFileException absent -> "no folder can be made there";
      case FileSystemException refused when refused.getReason() != null -> refused.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  /** A database that was copied here, as out of a backup, may have come with others' rights. */
  private static void keepPrivate(Path path) throws IOException {
    if (!posix(path)) {
      return;
    }
    for (String suffix : List.of("", "-wal", "-shm")) {
      Path file = path.resolve(DATABASE + suffix);
      if (Files.exists(file) && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
        try {
          Files.setPosixFilePermissions(file, OWNERS);
        } catch (FileSystemException e) {
          LOG.warn("others can read {}, and that cannot be changed: {}", file, e.getMessage());
        }
      }
    }
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    return posix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // the kernel drops the lock with the process
      }
    }
  }
}
