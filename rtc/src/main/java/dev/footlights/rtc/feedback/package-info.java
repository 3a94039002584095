/** Transport-wide congestion feedback. */
@NullMarked
package dev.footlights.rtc.feedback;

import org.jspecify.annotations.NullMarked;
