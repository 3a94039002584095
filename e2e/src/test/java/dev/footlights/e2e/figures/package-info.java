/** How figures are made of runs. */
@NullMarked
package dev.footlights.e2e.figures;

import org.jspecify.annotations.NullMarked;
