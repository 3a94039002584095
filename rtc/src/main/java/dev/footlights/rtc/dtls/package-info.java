/** The DTLS handshake as a state machine, certificates and fingerprints (RFC 6347, RFC 5764). */
@NullMarked
package dev.footlights.rtc.dtls;

import org.jspecify.annotations.NullMarked;
