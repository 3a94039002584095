/** One peer's ICE, keys, media sections, and what it sends and receives. */
@NullMarked
package dev.footlights.sfu.transport;

import org.jspecify.annotations.NullMarked;
