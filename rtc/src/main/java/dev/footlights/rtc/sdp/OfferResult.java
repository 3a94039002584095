package dev.footlights.rtc.sdp;

/** What became of an offer's text. */
public sealed interface OfferResult permits Offer, Refused {}
