/** WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep) over HTTP. */
@NullMarked
package dev.footlights.api.whip;

import org.jspecify.annotations.NullMarked;
