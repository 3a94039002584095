/** What a forwarder must read of a payload: VP8, H.264, Opus. */
@NullMarked
package dev.footlights.rtc.payload;

import org.jspecify.annotations.NullMarked;
