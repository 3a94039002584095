/** What the participants of a stage are told about each other. */
@NullMarked
package dev.footlights.live.presence;

import org.jspecify.annotations.NullMarked;
