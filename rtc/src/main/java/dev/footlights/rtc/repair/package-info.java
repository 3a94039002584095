/** Loss repair: NACK and RTX (RFC 4585, RFC 4588). */
@NullMarked
package dev.footlights.rtc.repair;

import org.jspecify.annotations.NullMarked;
