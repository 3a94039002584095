package dev.footlights.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be opened or used. The message is one line for the person who starts it. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
