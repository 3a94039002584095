package dev.footlights.stage.recording;

import dev.footlights.stage.resource.ResourceArn;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how a stage's publishers are recorded (model shape
 * AutoParticipantRecordingConfiguration).
 *
 * @param storage where to, or null for no recording
 * @param mediaTypes at most one; empty as the model allows
 * @param reconnectWindow 0 to 300 s
 * @param targetSegment 2 to 10 s
 * @param replicas whether replicas in this stage are recorded too
 */
public record RecordingConfiguration(
    @Nullable ResourceArn storage,
    List<MediaType> mediaTypes,
    Thumbnails thumbnails,
    Duration reconnectWindow,
    Duration targetSegment,
    boolean replicas) {
  /** Model shape ParticipantRecordingMediaType. */
  public enum MediaType {
    AUDIO_VIDEO,
    AUDIO_ONLY,
    NONE
  }

  /** Model shape ThumbnailRecordingMode. */
  public enum ThumbnailMode {
    INTERVAL,
    DISABLED
  }

  /** Model shape ThumbnailStorageType. */
  public enum ThumbnailStorage {
    SEQUENTIAL,
    LATEST
  }

  /**
   * Model shape ParticipantThumbnailConfiguration.
   *
   * @param interval 1 to 86,400 s
   */
  public record Thumbnails(Duration interval, List<ThumbnailStorage> storage, ThumbnailMode mode) {
    /** What holds where a request says nothing (API reference). */
    public static final Thumbnails USUAL =
        new Thumbnails(
            Duration.ofSeconds(60), List.of(ThumbnailStorage.SEQUENTIAL), ThumbnailMode.DISABLED);

    public Thumbnails {
      storage = List.copyOf(storage);
    }
  }

  /** No recording: what a stage says that was never told otherwise. */
  public static final RecordingConfiguration NONE =
      new RecordingConfiguration(
          null,
          List.of(MediaType.AUDIO_VIDEO),
          Thumbnails.USUAL,
          Duration.ZERO,
          Duration.ofSeconds(6),
          true);

  public RecordingConfiguration {
    mediaTypes = List.copyOf(mediaTypes);
  }
}
