/** Named limits and their sources. */
@NullMarked
package dev.footlights.stage.quota;

import org.jspecify.annotations.NullMarked;
