/** One outgoing stream: numbers that never reset, splices, history. */
@NullMarked
package dev.footlights.sfu.sender;

import org.jspecify.annotations.NullMarked;
