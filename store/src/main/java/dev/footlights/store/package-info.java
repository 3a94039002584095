/** Rows that outlive the process, and the pages of their lists. */
@NullMarked
package dev.footlights.store;

import org.jspecify.annotations.NullMarked;
