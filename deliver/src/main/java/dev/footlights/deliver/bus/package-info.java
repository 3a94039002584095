/** A receiver that is an EventBridge bus. */
@NullMarked
package dev.footlights.deliver.bus;

import org.jspecify.annotations.NullMarked;
