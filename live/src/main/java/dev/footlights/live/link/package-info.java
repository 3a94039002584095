/** Connections of participants, and what a command does to shards once it is durable. */
@NullMarked
package dev.footlights.live.link;

import org.jspecify.annotations.NullMarked;
