package dev.footlights.api.audit;

/**
 * Hears of every call. What cannot be recorded is not to be done: room for an entry is taken before
 * a call is carried out. Any thread may call.
 */
public interface Audit {
  /** Records nothing. */
  Audit NONE =
      new Audit() {
        @Override
        public boolean reserve() {
          return true;
        }

        @Override
        public void record(AuditEntry entry) {}
      };

  /**
   * Takes room for one entry; may wait for seconds.
   *
   * @return false when there is none: the call must be refused, and leaves no entry
   */
  boolean reserve();

  /** Uses room that was taken. Returns at once. */
  void record(AuditEntry entry);
}
