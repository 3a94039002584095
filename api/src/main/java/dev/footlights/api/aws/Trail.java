package dev.footlights.api.aws;

import dev.footlights.api.audit.Audit;
import dev.footlights.api.audit.AuditEntry;
import dev.footlights.api.auth.Identity;
import dev.footlights.api.auth.Signatures;
import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import dev.footlights.sign.WireRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes known of one call on its way, for the audit log. Its request's thread only. */
final class Trail {
  /** Most characters of a key id that somebody only claims. */
  private static final int MAX_CLAIMED = 128;

  private final Audit audit;
  private @Nullable WireRequest head;
  private @Nullable Identity who;
  private @Nullable Boolean room;

  Trail(Audit audit) {
    this.audit = audit;
  }

  void came(WireRequest head) {
    this.head = head;
  }

  void verified(Identity who) {
    this.who = who;
  }

  boolean isVerified() {
    return who != null;
  }

  /** Refuses the call when it could not be recorded. */
  void reserve() {
    if (room == null) {
      room = audit.reserve();
    }
    if (!room) {
      throw new AwsException(
          ErrorType.SERVICE_UNAVAILABLE,
          "The audit log cannot be written, and no call goes without it; try again");
    }
  }

  /** Records the call, for which {@link #reserve} found room. */
  void end(String operation, Answer answer, Instant now, String requestId, String address) {
    Identity known = who;
    audit.record(
        new AuditEntry(
            now,
            known == null ? claimed() : known.accessKeyId(),
            known != null,
            known == null ? null : known.scope().account(),
            known == null ? null : known.scope().region(),
            operation,
            answer.resources(),
            answer.error() == null ? "OK" : answer.error().wireName(),
            answer.status(),
            requestId,
            address));
  }

  private @Nullable String claimed() {
    String id = head == null ? null : Signatures.claimedKeyId(head).orElse(null);
    return id == null || id.length() <= MAX_CLAIMED ? id : id.substring(0, MAX_CLAIMED);
  }
}
