/** The log as server-sent events. */
@NullMarked
package dev.footlights.api.feed;

import org.jspecify.annotations.NullMarked;
