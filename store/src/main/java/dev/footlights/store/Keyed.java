package dev.footlights.store;

import dev.footlights.stage.Page;
import dev.footlights.stage.PageRequest;
import java.util.List;

/** A row and where it stands in its listing. */
public record Keyed<T>(PageKey key, T row) {

  /** How many rows to read for a page: one more than it shows tells whether there is a next one. */
  public static long limit(PageRequest page) {
    return page.maxResults() + 1L;
  }

  /** The page that begins with these rows, of which there are at most {@link #limit}. */
  public static <T> Page<T> page(Listing listing, PageRequest page, List<Keyed<T>> rows) {
    boolean more = rows.size() > page.maxResults();
    List<Keyed<T>> shown = more ? rows.subList(0, page.maxResults()) : rows;
    return new Page<>(
        shown.stream().map(Keyed::row).toList(),
        more ? shown.getLast().key().token(listing) : null);
  }
}
