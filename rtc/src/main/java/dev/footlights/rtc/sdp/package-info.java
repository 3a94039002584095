/** SDP: liberal in offers, strict in answers (RFC 8866, RFC 9429). */
@NullMarked
package dev.footlights.rtc.sdp;

import org.jspecify.annotations.NullMarked;
