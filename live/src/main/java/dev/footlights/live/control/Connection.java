package dev.footlights.live.control;

/**
 * An accepted offer.
 *
 * @param id unguessable; ends the connection together with its token
 */
public record Connection(String id, String answerSdp) {}
