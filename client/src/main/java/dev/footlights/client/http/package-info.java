/** What the client says over HTTP: signed control calls, WHIP and WHEP, the events of a stage. */
@NullMarked
package dev.footlights.client.http;

import org.jspecify.annotations.NullMarked;
