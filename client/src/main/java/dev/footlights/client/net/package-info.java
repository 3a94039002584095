/** Peers over the network: one thread and one selector for all of a process, a socket each. */
@NullMarked
package dev.footlights.client.net;

import org.jspecify.annotations.NullMarked;
