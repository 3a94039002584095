/** The record of who did what: one line for each call of the AWS API. */
@NullMarked
package dev.footlights.api.audit;

import org.jspecify.annotations.NullMarked;
