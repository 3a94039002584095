package dev.footlights.stage.participant;

/** What a token allows. */
public enum Capability {
  PUBLISH,
  SUBSCRIBE
}
