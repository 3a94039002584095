package dev.footlights.api.aws;

import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.recording.RecordingConfiguration.MediaType;
import dev.footlights.stage.recording.RecordingConfiguration.ThumbnailMode;
import dev.footlights.stage.recording.RecordingConfiguration.ThumbnailStorage;
import dev.footlights.stage.resource.IngestProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of the model's shapes, as the model states them: of a number its value, of all else
 * its length, in characters or members. {@link Is} puts one on a member.
 */
enum Shape {
  STAGE_ARN(1, 128, "arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+"),
  INGEST_CONFIGURATION_ARN(
      1, 128, "arn:aws:ivs:[a-z0-9-]+:[0-9]+:ingest-configuration/[a-zA-Z0-9-]+"),
  PUBLIC_KEY_ARN(1, 128, "arn:aws:ivs:[a-z0-9-]+:[0-9]+:public-key/[a-zA-Z0-9-]+"),
  ENCODER_CONFIGURATION_ARN(
      1, 128, "arn:aws:ivs:[a-z0-9-]+:[0-9]+:encoder-configuration/[a-zA-Z0-9-]+"),
  STORAGE_CONFIGURATION_ARN(
      1, 128, "arn:aws:ivs:[a-z0-9-]+:[0-9]+:storage-configuration/[a-zA-Z0-9-]+"),

  /** Of anything with tags. The published pattern allows types of one letter only. */
  RESOURCE_ARN(1, 128, "arn:aws:ivs:[a-z0-9-]+:[0-9]+:[a-z-]+/[a-zA-Z0-9-]+"),

  /** Or "" for none. */
  INGEST_CONFIGURATION_STAGE_ARN(0, 128, "^$|^arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+$"),

  /** Or "" for none. */
  AUTO_PARTICIPANT_RECORDING_STORAGE_CONFIGURATION_ARN(
      0, 128, "^$|^arn:aws:ivs:[a-z0-9-]+:[0-9]+:storage-configuration/[a-zA-Z0-9-]+$"),

  /** Of a stage and of every other resource alike: StageName, PublicKeyName and so on. */
  NAME(0, 128, "[a-zA-Z0-9-_]*"),
  STAGE_SESSION_ID(16, 16, "st-[a-zA-Z0-9]+"),
  PARTICIPANT_ID(0, 64, "[a-zA-Z0-9-_]*"),
  USER_ID(0, 128),
  DISCONNECT_PARTICIPANT_REASON(0, 128),

  TAGS(0, 50),
  TAG_KEY(1, 128),
  TAG_KEY_LIST(0, 50),
  TAG_VALUE(0, 256),

  PAGINATION_TOKEN(0, 1024, "[a-zA-Z0-9+/=_-]*"),
  MAX_RESULTS(1, 100),
  MAX_PARTICIPANT_REPLICA_RESULTS(1, 50),

  PARTICIPANT_TOKEN_CONFIGURATIONS(0, 12),

  /** Minutes. */
  PARTICIPANT_TOKEN_DURATION(1, 20_160),
  PARTICIPANT_TOKEN_CAPABILITIES(0, 2),
  PARTICIPANT_TOKEN_CAPABILITY(Capability.class),
  PARTICIPANT_STATE(ParticipantState.class),
  PARTICIPANT_RECORDING_FILTER(ListParticipants.RecordingFilter.class),

  /** Seconds, of a replication. */
  RECONNECT_WINDOW(0, 300),

  PARTICIPANT_RECORDING_MEDIA_TYPES(0, 1),
  PARTICIPANT_RECORDING_MEDIA_TYPE(MediaType.class),

  /** Seconds. */
  PARTICIPANT_RECORDING_RECONNECT_WINDOW(0, 300),

  /** Seconds. */
  PARTICIPANT_RECORDING_TARGET_SEGMENT_DURATION(2, 10),

  /** Seconds. */
  THUMBNAIL_INTERVAL(1, 86_400),
  THUMBNAIL_RECORDING_MODE(ThumbnailMode.class),
  THUMBNAIL_STORAGE_TYPES(0, 2),
  THUMBNAIL_STORAGE_TYPE(ThumbnailStorage.class),

  INGEST_PROTOCOL(IngestProtocol.class),
  INGEST_CONFIGURATION_STATE(IngestViews.State.class),
  PUBLIC_KEY_MATERIAL(
      0,
      Integer.MAX_VALUE,
      ".*-----BEGIN PUBLIC KEY-----\\r?\\n([a-zA-Z0-9+/=\\r\\n]+)\\r?\\n"
          + "-----END PUBLIC KEY-----(\\r?\\n)?.*"),
  S3_BUCKET_NAME(3, 63, "[a-z0-9-.]+"),

  /** Bits per second. */
  BITRATE(1, 8_500_000),

  /** Frames per second. */
  FRAMERATE(1, 60),

  /** Pixels. */
  HEIGHT(2, 1920),

  /** Pixels. */
  WIDTH(2, 1920);

  private final int min;
  private final int max;
  private final @Nullable Pattern pattern;
  private final List<String> names;

  Shape(int min, int max, @Nullable String pattern, List<String> names) {
    this.min = min;
    this.max = max;
    this.pattern = pattern == null ? null : Pattern.compile(pattern);
    this.names = names;
  }

  Shape(int min, int max) {
    this(min, max, null, List.of());
  }

  Shape(int min, int max, String pattern) {
    this(min, max, pattern, List.of());
  }

  /** A text that is the name of a constant. */
  Shape(Class<? extends Enum<?>> type) {
    this(
        0,
        Integer.MAX_VALUE,
        null,
        Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
  }

  /** Whether what is refused may be told again: in place of a public key people paste a private. */
  boolean told() {
    return this != PUBLIC_KEY_MATERIAL;
  }

  /** What a value breaks, each as AWS says it. */
  List<String> broken(Object value) {
    List<String> broken = new ArrayList<>();
    String what = value instanceof Number ? "value" : "length";
    double size = size(value); // which may be no number, and that is in no range
    if (!(size >= min)) {
      broken.add("Member must have " + what + " greater than or equal to " + min);
    }
    if (size > max) {
      broken.add("Member must have " + what + " less than or equal to " + max);
    }
    if (pattern != null && !pattern.matcher((String) value).matches()) {
      broken.add("Member must satisfy regular expression pattern: " + pattern);
    }
    if (!names.isEmpty() && !names.contains(value)) {
      broken.add("Member must satisfy enum value set: " + names);
    }
    return broken;
  }

  private static double size(Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case String text -> text.codePointCount(0, text.length());
      case Collection<?> items -> items.size();
      case Map<?, ?> entries -> entries.size();
      default -> throw new IllegalArgumentException("no bounds for " + value.getClass());
    };
  }
}
