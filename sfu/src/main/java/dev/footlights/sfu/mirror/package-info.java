/** A publication's image on another shard. */
@NullMarked
package dev.footlights.sfu.mirror;

import org.jspecify.annotations.NullMarked;
