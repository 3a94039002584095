/** Counters with metric names. */
@NullMarked
package dev.footlights.sfu.stats;

import org.jspecify.annotations.NullMarked;
