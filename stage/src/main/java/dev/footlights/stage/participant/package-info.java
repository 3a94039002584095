/** Who is, or was, in a session of a stage. */
@NullMarked
package dev.footlights.stage.participant;

import org.jspecify.annotations.NullMarked;
