/** DTLS handshakes, beside the media loops. */
@NullMarked
package dev.footlights.loop.handshake;

import org.jspecify.annotations.NullMarked;
