/**
 * The story that {@code demo} tells: two stages, each seen in the other, until somebody stops it.
 */
@NullMarked
package dev.footlights.client.demo;

import org.jspecify.annotations.NullMarked;
