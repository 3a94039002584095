/** A control thread in simulated time, with shards and a store that do as they are told. */
@NullMarked
package dev.footlights.live;

import org.jspecify.annotations.NullMarked;
