package dev.footlights.api.aws;

/** A body of {@code {}}. */
record Empty() {
  static final Empty BODY = new Empty();
}
