package dev.footlights.api.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import dev.footlights.stage.Page;
import dev.footlights.stage.PageRequest;
import java.lang.reflect.RecordComponent;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Paging as requests ask for it. A token goes with its list: it begins with a keyed digest of who
 * asked for what and of the rest, which is the store's.
 */
final class Pages {
  /** What lists show where the request does not say (API reference). */
  static final int USUAL = 50;

  /** The most that lists show (API reference). */
  static final int MOST = 100;

  /** Characters of the digest. */
  private static final int DIGEST = 16;

  private Pages() {}

  static <R extends Record & Paged> PageRequest of(Caller caller, R request) {
    return of(caller, request, USUAL);
  }

  /**
   * @param usual what the list shows where the request does not say
   */
  static <R extends Record & Paged> PageRequest of(Caller caller, R request, int usual) {
    Integer most = request.maxResults();
    String token = request.nextToken();
    if (token == null || token.isEmpty()) {
      return new PageRequest(most == null ? usual : most, null);
    }
    String rest = token.substring(Math.min(DIGEST, token.length()));
    if (!token.equals(digest(caller, request, rest) + rest)) {
      throw new AwsException(ErrorType.VALIDATION, "nextToken is not one of this list");
    }
    return new PageRequest(most == null ? usual : most, rest);
  }

  /** The token for what follows a page; null at the end. */
  static <R extends Record & Paged> @Nullable String next(Caller caller, R request, Page<?> page) {
    String rest = page.nextToken();
    return rest == null ? null : digest(caller, request, rest) + rest;
  }

  private static String digest(Caller caller, Record request, String rest) {
    var list = new StringBuilder(rest).append(request.getClass()).append(caller.scope());
    try {
      for (RecordComponent member : request.getClass().getRecordComponents()) {
        if (!member.getName().equals("nextToken") && !member.getName().equals("maxResults")) {
          String value = String.valueOf(member.getAccessor().invoke(request));
          // With its length, so that no value can look like other members.
          list.append('\n').append(member.getName()).append('=');
          list.append(value.length()).append(':').append(value);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return hmac(caller.pageKey(), list.toString()).substring(0, DIGEST);
  }

  private static String hmac(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
