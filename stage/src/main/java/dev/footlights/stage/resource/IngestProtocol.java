package dev.footlights.stage.resource;

/** Model shape IngestProtocol. */
public enum IngestProtocol {
  RTMP,
  RTMPS
}
