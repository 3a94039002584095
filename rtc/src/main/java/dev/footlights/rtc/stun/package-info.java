/** STUN messages (RFC 8489). */
@NullMarked
package dev.footlights.rtc.stun;

import org.jspecify.annotations.NullMarked;
