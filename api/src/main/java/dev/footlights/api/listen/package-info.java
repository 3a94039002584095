/** The front door: who may connect, how long a stranger may take, and in which protocol. */
@NullMarked
package dev.footlights.api.listen;

import org.jspecify.annotations.NullMarked;
