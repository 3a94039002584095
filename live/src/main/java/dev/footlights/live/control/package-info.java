/** The one writer: commands in, changes committed, effects after them. */
@NullMarked
package dev.footlights.live.control;

import org.jspecify.annotations.NullMarked;
