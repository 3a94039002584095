/** Participants of one stage seen in another: rows and rules. */
@NullMarked
package dev.footlights.stage.replication;

import org.jspecify.annotations.NullMarked;
