package dev.footlights.api.tls;

/** A certificate or key that cannot be used; the message is one line that says how to mend it. */
public final class TlsException extends RuntimeException {
  TlsException(String message) {
    super(message);
  }
}
