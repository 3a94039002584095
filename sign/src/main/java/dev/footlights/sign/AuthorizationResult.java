package dev.footlights.sign;

/** What reading an Authorization header gives. */
public sealed interface AuthorizationResult permits Authorization, Incomplete {}
