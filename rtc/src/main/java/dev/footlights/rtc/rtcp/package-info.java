/** Compound RTCP: reports and feedback (RFC 3550, RFC 4585). */
@NullMarked
package dev.footlights.rtc.rtcp;

import org.jspecify.annotations.NullMarked;
