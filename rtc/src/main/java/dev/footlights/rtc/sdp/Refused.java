package dev.footlights.rtc.sdp;

/**
 * A description we cannot serve.
 *
 * @param reason one English sentence for the person who wrote the other side
 */
public record Refused(String reason) implements OfferResult, AnswerResult, AcceptResult {}
