/** Scripted publishers and viewers. */
@NullMarked
package dev.footlights.sim.peer;

import org.jspecify.annotations.NullMarked;
