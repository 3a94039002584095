/** The handshakes of many transports, without a thread or a clock. */
@NullMarked
package dev.footlights.sfu.handshake;

import org.jspecify.annotations.NullMarked;
