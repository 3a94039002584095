/** A token and an offer become subscriptions. */
@NullMarked
package dev.footlights.live.watch;

import org.jspecify.annotations.NullMarked;
