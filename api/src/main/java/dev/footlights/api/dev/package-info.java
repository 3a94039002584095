/** Dev mode only: faults, reset, clock. */
@NullMarked
package dev.footlights.api.dev;

import org.jspecify.annotations.NullMarked;
