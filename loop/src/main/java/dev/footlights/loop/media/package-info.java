/** Media threads: the duty cycle, and the shards as the control thread sees them. */
@NullMarked
package dev.footlights.loop.media;

import org.jspecify.annotations.NullMarked;
