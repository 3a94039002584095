/** A whole server and its peers on one clock, in one thread. */
@NullMarked
package dev.footlights.sim.world;

import org.jspecify.annotations.NullMarked;
