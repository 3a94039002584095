package dev.footlights.rtc.sdp;

/** Who begins the DTLS handshake (RFC 8842 §5.2). */
public enum Setup {
  ACTPASS,
  ACTIVE,
  PASSIVE
}
