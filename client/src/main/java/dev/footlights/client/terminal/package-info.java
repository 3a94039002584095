/** What {@code publish} and {@code watch} do in a terminal. */
@NullMarked
package dev.footlights.client.terminal;

import org.jspecify.annotations.NullMarked;
