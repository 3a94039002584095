@NullMarked
package dev.footlights.testing;

import org.jspecify.annotations.NullMarked;
