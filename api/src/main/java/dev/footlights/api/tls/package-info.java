/** The server's certificate and key: read from PEM, and read again when the files change. */
@NullMarked
package dev.footlights.api.tls;

import org.jspecify.annotations.NullMarked;
