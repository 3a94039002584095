/** What every endpoint needs of HTTP: bodies with a cap, absolute URLs of this server. */
@NullMarked
package dev.footlights.api.http;

import org.jspecify.annotations.NullMarked;
