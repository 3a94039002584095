package dev.footlights.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.footlights.stage.PageRequest;
import dev.footlights.stage.StageException;
import java.util.Base64;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a row stands in a {@link Listing}: by a number (a time, a sequence number), then by a text
 * (an id). A page's token names the last row shown, so that rows which come or go meanwhile move
 * nothing: it is the base64url of {@code LISTING:number:text}.
 */
public record PageKey(long number, String text) implements Comparable<PageKey> {
  private static final Comparator<PageKey> ORDER =
      Comparator.comparingLong(PageKey::number).thenComparing(PageKey::text);

  private static final Pattern FORM = Pattern.compile("([A-Z]+):(-?[0-9]{1,19}):(.*)");

  /** Model shape PaginationToken: most characters. */
  private static final int MAX_TOKEN = 1024;

  /** After which row the page begins; a VALIDATION refusal when the token is none of this list. */
  public static PageKey before(Listing listing, PageRequest page) {
    String token = page.token();
    return token == null ? listing.beginning() : read(listing, token);
  }

  private static PageKey read(Listing listing, String token) {
    if (token.length() <= MAX_TOKEN) {
      try {
        Matcher m = FORM.matcher(new String(Base64.getUrlDecoder().decode(token), UTF_8));
        if (m.matches() && m.group(1).equals(listing.name())) {
          PageKey key = new PageKey(Long.parseLong(m.group(2)), m.group(3));
          if (key.token(listing).equals(token)) {
            return key;
          }
        }
      } catch (IllegalArgumentException notBase64OrNumber) {
        // refused below
      }
    }
    throw new StageException(StageException.Kind.VALIDATION, "nextToken is not one of this list");
  }

  String token(Listing listing) {
    byte[] plain = (listing.name() + ":" + number + ":" + text).getBytes(UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
  }

  @Override
  public int compareTo(PageKey other) {
    return ORDER.compare(this, other);
  }
}
