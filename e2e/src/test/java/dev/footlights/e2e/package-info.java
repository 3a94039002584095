/** A running server, as its real clients find it: SDKs, browsers, FFmpeg, the examples. */
@NullMarked
package dev.footlights.e2e;

import org.jspecify.annotations.NullMarked;
