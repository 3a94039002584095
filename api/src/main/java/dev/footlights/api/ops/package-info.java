/** For operators: health, metrics, what is built. */
@NullMarked
package dev.footlights.api.ops;

import org.jspecify.annotations.NullMarked;
