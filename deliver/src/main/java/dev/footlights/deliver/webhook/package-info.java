/** A receiver that is told by HTTP POST, with a signature. */
@NullMarked
package dev.footlights.deliver.webhook;

import org.jspecify.annotations.NullMarked;
