package dev.footlights.api.http;

/** What became of a request's body. */
public sealed interface BodyResult permits Body, Unread {}
