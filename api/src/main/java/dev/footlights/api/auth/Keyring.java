package dev.footlights.api.auth;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that count now. Those of a file are read again when it changes; a file that cannot be
 * used changes nothing. Any thread may ask for the keys, one may {@link #look}.
 */
public final class Keyring {
  private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);

  private final @Nullable Path file;
  private volatile Keys keys;
  private String seen;

  private Keyring(@Nullable Path file, Keys keys, String seen) {
    this.file = file;
    this.keys = keys;
    this.seen = seen;
  }

  /** These for ever; dev mode's when there are none. */
  public static Keyring of(List<Credential> credentials) {
    return new Keyring(null, Keys.of(credentials), "");
  }

  /**
   * Those of a text that stands where a file's name could.
   *
   * @param name of where it comes from
   * @throws IllegalArgumentException naming what is wrong in it, never a secret
   */
  public static Keyring ofText(String name, String json) {
    try {
      return of(CredentialsFile.parse(json));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage());
    }
  }

  /**
   * Those of a file. What is no regular file, as a pipe, is read once.
   *
   * @throws IllegalArgumentException naming the file and what is wrong with it, never a secret
   */
  public static Keyring ofFile(Path file) {
    try {
      String text = Files.readString(file);
      Keys keys = Keys.of(CredentialsFile.parse(text));
      return new Keyring(Files.isRegularFile(file) ? file : null, keys, text);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + why(e));
    }
  }

  /**
   * Takes what the file has become since the last look, or says once why not. The whole text is
   * compared: a file system's clock may be too coarse for two changes in a row.
   */
  public void look() {
    if (file == null) {
      return;
    }
    String text = "";
    try {
      text = Files.readString(file);
      if (!text.equals(seen)) {
        List<Credential> read = CredentialsFile.parse(text);
        keys = Keys.of(read);
        LOG.info("{} has changed and counts from now on; keys: {}", file, read.size());
      }
    } catch (IOException | RuntimeException e) {
      if (!text.equals(seen)) {
        LOG.warn("{}: {}; the keys stay as they were", file, why(e));
      }
    }
    seen = text;
  }

  Keys keys() {
    return keys;
  }

  /** Whether there are no credentials: dev mode's keys count. */
  public boolean open() {
    return keys instanceof Keys.Dev;
  }

  private static String why(Exception e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "it cannot be read by this user";
      case CharacterCodingException _ -> "not the expected JSON: it is not in UTF-8";
      case IOException _, IllegalArgumentException _ -> String.valueOf(e.getMessage());
      default -> "it cannot be used: " + e.getClass().getSimpleName();
    };
  }
}
