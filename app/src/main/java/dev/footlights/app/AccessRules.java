package dev.footlights.app;

import dev.footlights.api.auth.Keyring;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code serve} was told of callers, checked.
 *
 * @param credentials a file's name, or JSON itself; absent: the data folder's file, if there is one
 * @param auditLog where calls are written down
 * @param awsLimits whether callers and media are held to the limits of IVS
 */
record AccessRules(Optional<Credentials> credentials, Optional<Path> auditLog, boolean awsLimits) {
  static final AccessRules NONE = new AccessRules(Optional.empty(), Optional.empty(), false);

  /** Keys as text or a file that holds them. It is never printed: the text has secrets. */
  record Credentials(String fileOrText) {
    private static final String VARIABLE = "FOOTLIGHTS_CREDENTIALS";

    /** A list, as the file has: no file's name begins like that. */
    static boolean isText(@Nullable String fileOrText) {
      return fileOrText != null && fileOrText.stripLeading().startsWith("[");
    }

    Optional<Path> file() {
      return isText(fileOrText) ? Optional.empty() : Optional.of(Path.of(fileOrText));
    }

    /** Reads them; an IllegalArgumentException says in one line what is wrong. */
    Keyring keyring() {
      return file().map(Keyring::ofFile).orElseGet(() -> Keyring.ofText(VARIABLE, fileOrText));
    }

    @Override
    public String toString() {
      return file().map(Path::toString).orElse(VARIABLE);
    }
  }
}
