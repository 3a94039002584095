package dev.footlights.api.aws;

import dev.footlights.stage.session.Scope;
import dev.footlights.stage.token.Endpoints;

/**
 * Who calls.
 *
 * @param endpoints this server's, as the caller can reach them
 */
record Caller(Scope scope, Endpoints endpoints) {}
