/** WebRTC as state machines: no socket, no thread, no clock. */
@NullMarked
package dev.footlights.rtc;

import org.jspecify.annotations.NullMarked;
