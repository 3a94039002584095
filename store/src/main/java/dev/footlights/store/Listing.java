package dev.footlights.store;

/** The lists that are read in pages, each in the order of its {@link PageKey}. */
public enum Listing {
  STAGES(false),
  RESOURCES(false),
  SESSIONS(true),
  PARTICIPANTS(false),
  EVENTS(false),
  REPLICAS(false);

  private final boolean descending;

  Listing(boolean descending) {
    this.descending = descending;
  }

  /** The key before every row. */
  PageKey beginning() {
    return descending ? new PageKey(Long.MAX_VALUE, "") : new PageKey(Long.MIN_VALUE, "");
  }

  /** Negative when a row with the key {@code a} comes before one with {@code b}. */
  public int compare(PageKey a, PageKey b) {
    return descending ? b.compareTo(a) : a.compareTo(b);
  }
}
