/** A participant's publishing as the forwarding plane knows it. */
@NullMarked
package dev.footlights.sfu.publication;

import org.jspecify.annotations.NullMarked;
