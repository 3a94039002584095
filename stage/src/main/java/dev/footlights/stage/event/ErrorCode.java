package dev.footlights.stage.event;

/** Model shape EventErrorCode: those that this server can meet. */
public enum ErrorCode {
  INSUFFICIENT_CAPABILITIES,
  QUOTA_EXCEEDED,
  PUBLISHER_NOT_FOUND,
  INVALID_AUDIO_CODEC,
  INVALID_VIDEO_CODEC,
  INVALID_INPUT,
  STREAM_DURATION_EXCEEDED,
  INTERNAL_SERVER_EXCEPTION
}
