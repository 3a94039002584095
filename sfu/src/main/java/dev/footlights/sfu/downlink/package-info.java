/** What all senders of one viewer share. */
@NullMarked
package dev.footlights.sfu.downlink;

import org.jspecify.annotations.NullMarked;
