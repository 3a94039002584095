package dev.footlights.sign;

/** An Authorization header that is not a whole signature, and why. */
public record Incomplete(String reason) implements AuthorizationResult {}
