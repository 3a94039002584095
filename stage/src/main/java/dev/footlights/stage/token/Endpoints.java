package dev.footlights.stage.token;

import java.net.URI;

/** Absolute URLs of this server that a token tells its bearer. */
public record Endpoints(URI whip, URI events) {}
