/** What the domain asks of a store: rows, changes, queries. */
@NullMarked
package dev.footlights.stage.repository;

import org.jspecify.annotations.NullMarked;
