package dev.footlights.rtc.sdp;

/** What a media section carries. */
public enum Kind {
  AUDIO,
  VIDEO
}
