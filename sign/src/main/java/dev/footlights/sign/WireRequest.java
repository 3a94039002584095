package dev.footlights.sign;

import java.util.List;

/**
 * A request as it travels: nothing decoded, nothing normalized.
 *
 * @param method in upper case
 * @param path percent-encoded as sent, without the query
 * @param query as sent, without its question mark; empty when there is none
 * @param headers in the order sent; a name may occur more than once
 * @param body not copied
 */
public record WireRequest(
    String method, String path, String query, List<Header> headers, byte[] body) {

  /** One header line, its name in any case. */
  public record Header(String name, String value) {}

  public WireRequest {
    headers = List.copyOf(headers);
  }
}
