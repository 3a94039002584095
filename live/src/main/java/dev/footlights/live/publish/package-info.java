/** A token and an offer become a publication. */
@NullMarked
package dev.footlights.live.publish;

import org.jspecify.annotations.NullMarked;
