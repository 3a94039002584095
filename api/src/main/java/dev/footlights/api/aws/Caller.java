package dev.footlights.api.aws;

import dev.footlights.stage.session.Scope;
import dev.footlights.stage.token.Endpoints;
import javax.crypto.SecretKey;

/**
 * Who calls.
 *
 * @param endpoints this server's, as the caller can reach them
 * @param pageKey makes page tokens that nobody else can make
 */
record Caller(Scope scope, Endpoints endpoints, SecretKey pageKey) {}
