/** Chromium and Firefox, each driven without a preference that a user would not have. */
@NullMarked
package dev.footlights.e2e.browser;

import org.jspecify.annotations.NullMarked;
