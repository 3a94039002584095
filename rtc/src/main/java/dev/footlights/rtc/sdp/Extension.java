package dev.footlights.rtc.sdp;

import org.jspecify.annotations.Nullable;

/** RTP header extensions we read or write, by their URI (RFC 8285 §4.1). */
public enum Extension {
  MID("urn:ietf:params:rtp-hdrext:sdes:mid"),
  RID("urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"),
  REPAIRED_RID("urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"),
  AUDIO_LEVEL("urn:ietf:params:rtp-hdrext:ssrc-audio-level"),
  VIDEO_ORIENTATION("urn:3gpp:video-orientation"),
  TRANSPORT_SEQUENCE("http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"),
  ABSOLUTE_SEND_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time");

  private final String uri;

  Extension(String uri) {
    this.uri = uri;
  }

  public String uri() {
    return uri;
  }

  /** The extension of a URI, or null for one we do not know. */
  public static @Nullable Extension of(String uri) {
    for (Extension extension : values()) {
      if (extension.uri.equals(uri)) {
        return extension;
      }
    }
    return null;
  }
}
