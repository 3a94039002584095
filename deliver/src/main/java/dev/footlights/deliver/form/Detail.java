package dev.footlights.deliver.form;

import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.token.ExchangedToken;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The members that tell what happened. Those of an entry that EventBridge has are exactly its; the
 * others are made alike, under the log's own name.
 */
final class Detail {
  private Detail() {}

  /** What EventBridge calls it; absent where it has no such event. */
  static Optional<String> busName(EventName name) {
    return switch (name) {
      case PUBLISH_STARTED -> Optional.of("Participant Published");
      case PUBLISH_STOPPED -> Optional.of("Participant Unpublished");
      case PUBLISH_ERROR -> Optional.of("Participant Publish Error");
      case REPLICATION_STARTED -> Optional.of("Participant Replication Start");
      case REPLICATION_STOPPED -> Optional.of("Participant Replication End");
      case TOKEN_EXCHANGED -> Optional.of("Token Exchanged");
      case JOINED, LEFT, JOIN_ERROR, SUBSCRIBE_STARTED, SUBSCRIBE_STOPPED, SUBSCRIBE_ERROR ->
          Optional.empty();
    };
  }

  static Map<String, Object> of(ParticipantEvent event) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("session_id", event.session().value());
    detail.put("event_name", busName(event.name()).orElse(event.name().name()));
    // Only the sample of the error has a finer time, and no event_time_precise.
    detail.put(
        "event_time",
        event.name() == EventName.PUBLISH_ERROR
            ? Times.nanos(event.time())
            : Times.seconds(event.time()));
    if (isPrecise(event.name())) {
      detail.put("event_time_precise", Times.micros(event.time()));
    }
    detail.put("user_id", event.userId());
    detail.put("participant_id", event.participant().value());
    put(detail, "remote_participant_id", event.remoteParticipant());
    put(detail, "error_code", event.errorCode());
    put(detail, "destination_stage_arn", event.destinationStage());
    put(detail, "destination_session_id", event.destinationSession());
    if (event.replica()) {
      detail.put("replica", true);
      put(detail, "source_stage_arn", event.sourceStage());
      put(detail, "source_session_id", event.sourceSession());
    }
    put(detail, "previous_token", token(event.previousToken()));
    put(detail, "new_token", token(event.newToken()));
    return detail;
  }

  private static boolean isPrecise(EventName name) {
    return switch (name) {
      case PUBLISH_ERROR, REPLICATION_STARTED, REPLICATION_STOPPED, TOKEN_EXCHANGED -> false;
      default -> true;
    };
  }

  private static void put(Map<String, Object> detail, String member, @Nullable Object value) {
    if (value != null) {
      detail.put(member, value instanceof Map<?, ?> ? value : value.toString());
    }
  }

  private static @Nullable Map<String, Object> token(@Nullable ExchangedToken token) {
    if (token == null) {
      return null;
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(
        "capabilities", new TreeSet<>(token.capabilities()).stream().map(Enum::name).toList());
    members.put("attributes", new TreeMap<>(token.attributes()));
    members.put("user_id", token.userId());
    members.put("expiration_time", Times.seconds(token.expirationTime()));
    return members;
  }
}
