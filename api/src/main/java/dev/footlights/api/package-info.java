/** The server's outside: one HTTP listener and what is served on it. */
@NullMarked
package dev.footlights.api;

import org.jspecify.annotations.NullMarked;
