package dev.footlights.stage.session;

/** Whose stages: state is separate for each account and region. */
public record Scope(String account, String region) {}
