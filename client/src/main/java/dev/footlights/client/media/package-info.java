/** Encoded pictures and sound that our own publisher sends: loops on file, and their packets. */
@NullMarked
package dev.footlights.client.media;

import org.jspecify.annotations.NullMarked;
