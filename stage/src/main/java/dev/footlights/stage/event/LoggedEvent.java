package dev.footlights.stage.event;

/**
 * An entry of the log, and where it stands.
 *
 * @param position among those of all stages, from 1: greater than that of every entry that became
 *     durable before
 * @param sequence among those of its stage: from 1, one more with each entry
 */
public record LoggedEvent(long position, long sequence, ParticipantEvent event) {}
