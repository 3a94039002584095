package dev.footlights.stage.participant;

/** How a participant publishes; UNKNOWN for one who never did. */
public enum Protocol {
  UNKNOWN,
  WHIP,
  RTMP,
  RTMPS
}
