/** Participant tokens: claims, signatures, refusals, revocation. */
@NullMarked
package dev.footlights.stage.token;

import org.jspecify.annotations.NullMarked;
