/** The errors of the AWS API: modelled ones and those common to every operation. */
@NullMarked
package dev.footlights.api.error;

import org.jspecify.annotations.NullMarked;
