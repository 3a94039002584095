/** Rings between two loops: one writes, one reads, nobody waits. */
@NullMarked
package dev.footlights.loop.ring;

import org.jspecify.annotations.NullMarked;
