/** Tags: what people may write on what has an ARN. */
@NullMarked
package dev.footlights.stage.tag;

import org.jspecify.annotations.NullMarked;
