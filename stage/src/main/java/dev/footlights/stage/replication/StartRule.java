package dev.footlights.stage.replication;

import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.participant.Member;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.quota.Quotas;
import dev.footlights.stage.session.LiveStage;
import java.time.Duration;
import java.util.Map;

/** When StartParticipantReplication is refused, in the order of the answers. */
final class StartRule {
  /** Model shape ReconnectWindowSeconds. */
  static final Duration MAX_RECONNECT_WINDOW = Duration.ofSeconds(300);

  private StartRule() {}

  /** The publisher that may be shown; a refusal when it may not. */
  static Member check(
      LiveStage source,
      LiveStage destination,
      ParticipantId participant,
      Duration window,
      Map<String, String> attributes) {
    checkRequest(source, destination, window, attributes);
    Member publisher = source.member(participant);
    if (publisher == null) {
      throw new StageException(
          Kind.NOT_FOUND,
          participant.value().isEmpty()
              ? StopRule.EMPTY_PARTICIPANT
              : participant + " is not publishing: nobody of that id has joined " + source.arn());
    }
    Replication shown = publisher.replica();
    if (shown != null) {
      throw new StageException(
          Kind.CONFLICT,
          participant + " is itself a replica: replicate it from " + shown.source().stage().arn());
    }
    for (Replication there : publisher.replications()) {
      if (there.shown().stage() == destination) {
        throw new StageException(
            Kind.CONFLICT, participant + " is already replicated to " + destination.arn());
      }
    }
    if (!publisher.publishing()) {
      throw new StageException(Kind.CONFLICT, participant + " is not publishing");
    }
    checkDestination(destination, participant);
    if (publisher.replications().size() >= Quotas.REPLICATIONS_PER_PARTICIPANT) {
      throw new StageException(
          Kind.QUOTA,
          participant + " is replicated to " + Quotas.REPLICATIONS_PER_PARTICIPANT + " stages");
    }
    if (destination.publishers(participant) >= Quotas.PUBLISHERS_PER_STAGE) {
      throw new StageException(
          Kind.QUOTA,
          destination.arn()
              + " has "
              + Quotas.PUBLISHERS_PER_STAGE
              + " publishers, replicas counted");
    }
    return publisher;
  }

  private static void checkRequest(
      LiveStage source, LiveStage destination, Duration window, Map<String, String> attributes) {
    if (source == destination) {
      throw new StageException(
          Kind.VALIDATION, "sourceStageArn and destinationStageArn are the same");
    }
    if (window.isNegative() || window.compareTo(MAX_RECONNECT_WINDOW) > 0) {
      throw new StageException(Kind.VALIDATION, "reconnectWindowSeconds must be 0 to 300");
    }
    Quotas.checkAttributes(attributes);
  }

  private static void checkDestination(LiveStage destination, ParticipantId participant) {
    Member there = destination.member(participant);
    if (there == null) {
      return;
    }
    Replication other = there.replica();
    if (other != null) {
      throw new StageException(
          Kind.CONFLICT,
          destination.arn()
              + " shows a replica of "
              + participant
              + " from "
              + other.source().stage().arn());
    }
    if (there.present() || there.away()) {
      throw new StageException(
          Kind.CONFLICT, participant + " has joined " + destination.arn() + " itself");
    }
  }
}
