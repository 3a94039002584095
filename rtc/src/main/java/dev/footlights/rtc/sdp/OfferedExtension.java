package dev.footlights.rtc.sdp;

import org.jspecify.annotations.Nullable;

/**
 * One {@code a=extmap} (RFC 8285 §5).
 *
 * @param id 1 to 255
 * @param direction as the describer sees it, null where the line says none
 */
public record OfferedExtension(Extension extension, int id, @Nullable Direction direction) {}
