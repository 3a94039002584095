/**
 * The client's end of a WebRTC transport as a state machine, with a publisher of a test card and a
 * viewer that counts what arrives. No socket, no clock.
 */
@NullMarked
package dev.footlights.client.peer;

import org.jspecify.annotations.NullMarked;
