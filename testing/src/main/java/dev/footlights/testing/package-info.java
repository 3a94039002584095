/** Footlights for the tests of other people's projects: a JUnit extension that runs the server. */
@NullMarked
package dev.footlights.testing;

import org.jspecify.annotations.NullMarked;
