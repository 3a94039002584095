/** All that one media loop knows, and how others speak with it. */
@NullMarked
package dev.footlights.sfu.shard;

import org.jspecify.annotations.NullMarked;
