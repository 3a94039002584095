package dev.footlights.sign;

import dev.footlights.sign.WireRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The one spelling of a request that both sides hash, whatever a proxy did to its blanks. */
final class CanonicalRequest {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
  private static final String HEX = "0123456789ABCDEF";

  private CanonicalRequest() {}

  /**
   * @param signedHeaders lower-case names in the order of the signature; a name that the request
   *     does not carry counts as an empty header
   */
  static String of(WireRequest request, List<String> signedHeaders) {
    var text = new StringBuilder();
    text.append(request.method()).append('\n');
    text.append(path(request.path())).append('\n');
    text.append(query(request.query())).append('\n');
    for (String name : signedHeaders) {
      text.append(name).append(':').append(values(request, name)).append('\n');
    }
    text.append('\n').append(String.join(";", signedHeaders)).append('\n');
    return text.append(Digests.sha256(request.body())).toString();
  }

  /** Services other than S3 encode the path as sent once more, after dot segments are resolved. */
  private static String path(String sent) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : sent.split("/", -1)) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> segments.pollLast();
        default -> segments.addLast(encode(segment));
      }
    }
    String joined = "/" + String.join("/", segments);
    return sent.endsWith("/") && joined.length() > 1 ? joined + "/" : joined;
  }

  private static String query(String sent) {
    if (sent.isEmpty()) {
      return "";
    }
    record Parameter(String name, String value) implements Comparable<Parameter> {
      @Override
      public int compareTo(Parameter other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : value.compareTo(other.value);
      }
    }
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : sent.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.add(new Parameter(recode(name), recode(value)));
      }
    }
    Collections.sort(parameters);
    return parameters.stream()
        .map(p -> p.name() + "=" + p.value())
        .collect(Collectors.joining("&"));
  }

  private static String values(WireRequest request, String name) {
    return request.headers().stream()
        .filter(header -> header.name().toLowerCase(Locale.ROOT).equals(name))
        .map(Header::value)
        .map(value -> value.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  /**
   * Percent-encodes what may already be percent-encoded, once: a client need not escape all we do.
   */
  private static String recode(String sent) {
    var text = new StringBuilder();
    byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] & 0xff;
      if (value == '%' && i + 2 < bytes.length) {
        int high = Character.digit(bytes[i + 1], 16);
        int low = Character.digit(bytes[i + 2], 16);
        if (high >= 0 && low >= 0) {
          value = high << 4 | low;
          i += 2;
        }
      }
      append(text, value);
    }
    return text.toString();
  }

  private static String encode(String segment) {
    var text = new StringBuilder();
    for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
      append(text, b & 0xff);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, int value) {
    if (UNRESERVED.indexOf(value) >= 0) {
      text.append((char) value);
    } else {
      text.append('%').append(HEX.charAt(value >> 4)).append(HEX.charAt(value & 15));
    }
  }
}
