package dev.footlights.stage.replication;

import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.participant.Member;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.session.LiveStage.Shown;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** When StopParticipantReplication is refused, and how the refusal helps. */
final class StopRule {
  /** The only error of the operation's model that fits a triple that does not exist. */
  static final Kind NO_SUCH_REPLICATION = Kind.NOT_FOUND;

  /** The model allows the empty id, which is nobody's. */
  static final String EMPTY_PARTICIPANT = "participantId is empty";

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private StopRule() {}

  /** What is to be ended; null when it ended before and shards still owe their word. */
  static @Nullable Replication check(
      LiveStage source, LiveStage destination, ParticipantId participant) {
    Replication active = find(source, destination, participant);
    if (active != null) {
      return active;
    }
    Replica ended = source.ended(new Shown(destination.arn(), participant));
    if (ended != null && !ended.owed().isEmpty()) {
      return null;
    }
    throw new StageException(NO_SUCH_REPLICATION, explain(source, destination, participant, ended));
  }

  private static @Nullable Replication find(
      LiveStage source, LiveStage destination, ParticipantId participant) {
    Member publisher = source.member(participant);
    if (publisher == null) {
      return null;
    }
    for (Replication replication : publisher.replications()) {
      if (replication.shown().stage() == destination) {
        return replication;
      }
    }
    return null;
  }

  private static String explain(
      LiveStage source, LiveStage destination, ParticipantId participant, @Nullable Replica ended) {
    if (participant.value().isEmpty()) {
      return EMPTY_PARTICIPANT;
    }
    if (find(/* source= */ destination, /* destination= */ source, participant) != null) {
      return participant
          + " is replicated from "
          + destination.arn()
          + " to "
          + source.arn()
          + ", not from "
          + source.arn()
          + " to "
          + destination.arn();
    }
    String triple = participant + " from " + source.arn() + " to " + destination.arn();
    if (ended != null) {
      Instant at = ended.ended();
      EndReason reason = ended.endReason();
      if (at != null && reason != null) {
        return "the replication of " + triple + " ended " + CLOCK.format(at) + ": " + reason.text();
      }
    }
    return "there is no replication of " + triple;
  }
}
