/** The store in plain maps, for simulations. */
@NullMarked
package dev.footlights.store.memory;

import org.jspecify.annotations.NullMarked;
