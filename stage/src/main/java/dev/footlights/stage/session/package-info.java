/** Stages and the sessions that participants open by joining. */
@NullMarked
package dev.footlights.stage.session;

import org.jspecify.annotations.NullMarked;
