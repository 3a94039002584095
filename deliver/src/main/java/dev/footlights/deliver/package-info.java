/** Tells receivers of the log: at least once, in order, from where each of them was. */
@NullMarked
package dev.footlights.deliver;

import org.jspecify.annotations.NullMarked;
