package dev.footlights.rtc.sdp;

/** What an answer to our own offer says. */
public sealed interface AcceptResult permits Accepted, Refused {}
