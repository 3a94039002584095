package dev.footlights.api.tls;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where the server's identity is kept.
 *
 * @param certificate PEM: the server's certificate, then those that vouch for it
 * @param key PEM: its private key, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {
  /** Longest file that is read, in bytes: chains have some thousands. */
  private static final int MAX = 1 << 20;

  /** What both files said at one look. */
  record Read(byte[] certificate, byte[] key) {
    boolean same(Read other) {
      return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
    }
  }

  /**
   * @throws TlsException when a file cannot be read
   */
  Read read() {
    return new Read(read("--tls-cert", certificate), read("--tls-key", key));
  }

  /**
   * @throws TlsException when what was read is no certificate with its key
   */
  TlsIdentity identity(Read read) {
    return TlsIdentity.of(
        "--tls-cert " + certificate, read.certificate(), "--tls-key " + key, read.key());
  }

  private static byte[] read(String option, Path file) {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX + 1);
      if (bytes.length > MAX) {
        throw new TlsException(option + " " + file + ": too long for a PEM file");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new TlsException(option + " " + file + ": no such file; name a PEM file");
    } catch (AccessDeniedException e) {
      throw new TlsException(
          option + " " + file + ": may not be read; let the server's user read it");
    } catch (IOException e) {
      throw new TlsException(
          option + " " + file + ": cannot be read (" + e.getMessage() + "); name a PEM file");
    }
  }
}
