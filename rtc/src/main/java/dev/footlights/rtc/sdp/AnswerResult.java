package dev.footlights.rtc.sdp;

/** What we reply to an offer. */
public sealed interface AnswerResult permits Answer, Refused {}
