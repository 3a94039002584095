/** The ordered log of what participants did. */
@NullMarked
package dev.footlights.stage.event;

import org.jspecify.annotations.NullMarked;
