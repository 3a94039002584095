package dev.footlights.stage.resource;

import dev.footlights.stage.participant.ParticipantId;

/**
 * Who publishes with a stream key.
 *
 * @param streamKey secret
 */
public record IngestCredential(ParticipantId participant, String streamKey) {
  @Override
  public String toString() {
    return "IngestCredential[" + participant + "]";
  }
}
