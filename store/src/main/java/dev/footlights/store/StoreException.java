package dev.footlights.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be opened or used. The message is one line for the person who starts it. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Names what cannot be used and the first line of why, which is the last of the causes.
   *
   * @param where the data folder, or {@code memory}
   */
  public static StoreException cannotUse(String where, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String why = String.valueOf(root.getMessage()).lines().findFirst().orElse(root.toString());
    return new StoreException("cannot use " + where + ": " + why, cause);
  }
}
