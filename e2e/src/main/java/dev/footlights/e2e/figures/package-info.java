/** Measures a server that runs as a child process: how soon, how much memory, how many packets. */
@NullMarked
package dev.footlights.e2e.figures;

import org.jspecify.annotations.NullMarked;
