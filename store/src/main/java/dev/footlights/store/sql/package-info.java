/** The store in SQLite: one writer, group commit, migrations. */
@NullMarked
package dev.footlights.store.sql;

import org.jspecify.annotations.NullMarked;
