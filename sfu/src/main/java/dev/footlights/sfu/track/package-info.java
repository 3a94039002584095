/** One published medium: its layers, their packets, its keyframes and its clock. */
@NullMarked
package dev.footlights.sfu.track;

import org.jspecify.annotations.NullMarked;
