/** A network with seeded loss, delay, reordering, duplication and queues. */
@NullMarked
package dev.footlights.sim.net;

import org.jspecify.annotations.NullMarked;
