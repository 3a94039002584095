/** The domain as rules and values: no thread, no clock, no SQL, no HTTP. */
@NullMarked
package dev.footlights.stage;

import org.jspecify.annotations.NullMarked;
