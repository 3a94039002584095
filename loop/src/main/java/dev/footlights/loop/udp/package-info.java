/** Sockets, paths and what waits to be sent. */
@NullMarked
package dev.footlights.loop.udp;

import org.jspecify.annotations.NullMarked;
