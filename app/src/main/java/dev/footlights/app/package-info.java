/** The program: its commands and options, and who is given to whom. */
@NullMarked
package dev.footlights.app;

import org.jspecify.annotations.NullMarked;
