/** AWS Signature Version 4 for a request's Authorization header: what signer and verifier share. */
@NullMarked
package dev.footlights.sign;

import org.jspecify.annotations.NullMarked;
