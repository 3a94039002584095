package dev.footlights.stage.participant;

import org.jspecify.annotations.Nullable;

/** Which participants a list holds; a null member does not filter. */
public record ParticipantFilter(
    @Nullable String userId,
    @Nullable Boolean published,
    @Nullable ParticipantState state,
    @Nullable RecordingState recordingState) {
  public static final ParticipantFilter ALL = new ParticipantFilter(null, null, null, null);
}
