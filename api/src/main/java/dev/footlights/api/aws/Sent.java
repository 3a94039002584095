package dev.footlights.api.aws;

/**
 * What a request says to its operation.
 *
 * @param path percent-encoded, as sent
 * @param query the same, without its question mark; "" for none
 */
record Sent(String path, String query, byte[] body) {
  /** All that is not the body. */
  String target() {
    return path + "?" + query;
  }
}
