/** A publication shown in another stage: two rows and one roster entry. */
@NullMarked
package dev.footlights.live.replicate;

import org.jspecify.annotations.NullMarked;
