/** The operations of IVS Real-Time: a class each, and the one way they are all served. */
@NullMarked
package dev.footlights.api.aws;

import org.jspecify.annotations.NullMarked;
