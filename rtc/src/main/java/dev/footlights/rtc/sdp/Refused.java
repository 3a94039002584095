package dev.footlights.rtc.sdp;

import org.jspecify.annotations.Nullable;

/**
 * A description we cannot serve.
 *
 * @param reason one English sentence for the person who wrote the other side
 * @param codecless the kind of media for which it has no codec that is served, or null when it
 *     cannot be served for another reason
 */
public record Refused(String reason, @Nullable Kind codecless)
    implements OfferResult, AnswerResult, AcceptResult {
  Refused(String reason) {
    this(reason, null);
  }
}
