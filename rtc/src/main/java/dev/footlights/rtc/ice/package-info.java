/** ICE (RFC 8445): the lite agent of the server, the controlling agent of the client. */
@NullMarked
package dev.footlights.rtc.ice;

import org.jspecify.annotations.NullMarked;
