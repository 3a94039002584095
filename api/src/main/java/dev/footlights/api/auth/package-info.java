/** Who calls and what they may: signatures, credentials, policies, origins. */
@NullMarked
package dev.footlights.api.auth;

import org.jspecify.annotations.NullMarked;
