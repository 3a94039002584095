/** Starts the packaged server and other programs, waits for them, ends them. */
@NullMarked
package dev.footlights.e2e.harness;

import org.jspecify.annotations.NullMarked;
