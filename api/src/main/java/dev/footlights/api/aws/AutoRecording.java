package dev.footlights.api.aws;

import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import dev.footlights.stage.recording.RecordingConfiguration;
import dev.footlights.stage.recording.RecordingConfiguration.MediaType;
import dev.footlights.stage.recording.RecordingConfiguration.ThumbnailMode;
import dev.footlights.stage.recording.RecordingConfiguration.ThumbnailStorage;
import dev.footlights.stage.recording.RecordingConfiguration.Thumbnails;
import dev.footlights.stage.resource.ResourceArn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Model shape AutoParticipantRecordingConfiguration, as requests say it and answers show it. */
record AutoRecording(
    @NotNull @Is(Shape.AUTO_PARTICIPANT_RECORDING_STORAGE_CONFIGURATION_ARN)
        String storageConfigurationArn,
    @Is(Shape.PARTICIPANT_RECORDING_MEDIA_TYPES)
        @Nullable List<@NotNull @Is(Shape.PARTICIPANT_RECORDING_MEDIA_TYPE) String> mediaTypes,
    @Valid @Nullable Thumbnail thumbnailConfiguration,
    @Is(Shape.PARTICIPANT_RECORDING_RECONNECT_WINDOW)
        @Nullable Integer recordingReconnectWindowSeconds,
    @Valid @Nullable Hls hlsConfiguration,
    @Nullable Boolean recordParticipantReplicas) {

  /** Model shape ParticipantThumbnailConfiguration. */
  record Thumbnail(
      @Is(Shape.THUMBNAIL_INTERVAL) @Nullable Integer targetIntervalSeconds,
      @Is(Shape.THUMBNAIL_STORAGE_TYPES)
          @Nullable List<@NotNull @Is(Shape.THUMBNAIL_STORAGE_TYPE) String> storage,
      @Is(Shape.THUMBNAIL_RECORDING_MODE) @Nullable String recordingMode) {

    private Thumbnails thumbnails() {
      ThumbnailMode mode =
          recordingMode == null ? Thumbnails.USUAL.mode() : ThumbnailMode.valueOf(recordingMode);
      if (targetIntervalSeconds != null && mode != ThumbnailMode.INTERVAL) {
        throw new AwsException(
            ErrorType.VALIDATION,
            "autoParticipantRecordingConfiguration.thumbnailConfiguration.targetIntervalSeconds"
                + " can be set only where recordingMode is INTERVAL");
      }
      return new Thumbnails(
          seconds(targetIntervalSeconds, Thumbnails.USUAL.interval()),
          storage == null
              ? Thumbnails.USUAL.storage()
              : storage.stream().map(ThumbnailStorage::valueOf).toList(),
          mode);
    }
  }

  /** Model shape ParticipantRecordingHlsConfiguration. */
  record Hls(
      @Is(Shape.PARTICIPANT_RECORDING_TARGET_SEGMENT_DURATION)
          @Nullable Integer targetSegmentDurationSeconds) {}

  /** The storage configuration that a request names, or null. */
  static @Nullable String storage(@Nullable AutoRecording asked) {
    return asked == null ? null : asked.storageConfigurationArn();
  }

  /** No storage configuration means no recording, and forgets the rest. */
  RecordingConfiguration configuration() {
    RecordingConfiguration usual = RecordingConfiguration.NONE;
    if (storageConfigurationArn.isEmpty()) {
      return usual;
    }
    return new RecordingConfiguration(
        ResourceArn.parse(storageConfigurationArn),
        mediaTypes == null
            ? usual.mediaTypes()
            : mediaTypes.stream().map(MediaType::valueOf).toList(),
        thumbnailConfiguration == null ? usual.thumbnails() : thumbnailConfiguration.thumbnails(),
        seconds(recordingReconnectWindowSeconds, usual.reconnectWindow()),
        seconds(
            hlsConfiguration == null ? null : hlsConfiguration.targetSegmentDurationSeconds(),
            usual.targetSegment()),
        recordParticipantReplicas == null ? usual.replicas() : recordParticipantReplicas);
  }

  private static Duration seconds(@Nullable Integer given, Duration usual) {
    return given == null ? usual : Duration.ofSeconds(given);
  }

  static AutoRecording view(RecordingConfiguration recording) {
    Thumbnails thumbnails = recording.thumbnails();
    return new AutoRecording(
        recording.storage() == null ? "" : recording.storage().toString(),
        recording.mediaTypes().stream().map(Enum::name).toList(),
        new Thumbnail(
            (int) thumbnails.interval().toSeconds(),
            thumbnails.storage().stream().map(Enum::name).toList(),
            thumbnails.mode().name()),
        (int) recording.reconnectWindow().toSeconds(),
        new Hls((int) recording.targetSegment().toSeconds()),
        recording.replicas());
  }
}
