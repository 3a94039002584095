/** SRTP and SRTCP contexts (RFC 3711, RFC 7714). */
@NullMarked
package dev.footlights.rtc.srtp;

import org.jspecify.annotations.NullMarked;
