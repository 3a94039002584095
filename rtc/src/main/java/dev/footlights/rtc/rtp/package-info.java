/** RTP headers and header extensions by offset (RFC 3550, RFC 8285). */
@NullMarked
package dev.footlights.rtc.rtp;

import org.jspecify.annotations.NullMarked;
