/** What a stage says about recording its participants. */
@NullMarked
package dev.footlights.stage.recording;

import org.jspecify.annotations.NullMarked;
