/** The WebSocket that tells who is in a stage. */
@NullMarked
package dev.footlights.api.events;

import org.jspecify.annotations.NullMarked;
