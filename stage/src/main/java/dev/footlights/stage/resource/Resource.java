package dev.footlights.stage.resource;

import java.util.Map;

/** A row that people make, name and tag, beside stages. */
public sealed interface Resource
    permits IngestConfiguration, PublicKey, EncoderConfiguration, StorageConfiguration {

  ResourceArn arn();

  /** "" where none was given. */
  String name();

  Map<String, String> tags();

  /** The same with other tags. */
  Resource withTags(Map<String, String> tags);
}
