package dev.footlights.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be opened or used. The message is one line for the person who starts it. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Names what cannot be used and the first line of why, which the last of the causes that says
   * anything tells.
   *
   * @param where the data folder, or {@code memory}
   */
  public static StoreException cannotUse(String where, Throwable cause) {
    String why = cause.toString();
    for (Throwable each = cause; each != null; each = each.getCause()) {
      why = each.getMessage() == null ? why : each.getMessage();
    }
    why = why.lines().findFirst().orElse(cause.toString());
    return new StoreException("cannot use " + where + ": " + why, cause);
  }
}
