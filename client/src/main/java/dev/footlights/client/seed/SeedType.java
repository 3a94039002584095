package dev.footlights.client.seed;

import java.util.Optional;

/** A resource type of CloudFormation, and the calls that make, list and show one. */
enum SeedType {
  STAGE("Stage", "CreateStage", "stage"),
  PUBLIC_KEY("PublicKey", "ImportPublicKey", "publicKey"),
  ENCODER_CONFIGURATION(
      "EncoderConfiguration", "CreateEncoderConfiguration", "encoderConfiguration"),
  STORAGE_CONFIGURATION(
      "StorageConfiguration", "CreateStorageConfiguration", "storageConfiguration"),
  INGEST_CONFIGURATION("IngestConfiguration", "CreateIngestConfiguration", "ingestConfiguration");

  /** What all types of IVS begin with, those of its other API too. */
  static final String OURS = "AWS::IVS::";

  private final String name;
  private final String creation;
  private final String member;

  SeedType(String name, String creation, String member) {
    this.name = name;
    this.creation = creation;
    this.member = member;
  }

  static Optional<SeedType> named(String type) {
    for (SeedType each : values()) {
      if (type.equals(OURS + each.name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  String creation() {
    return creation;
  }

  /** Of the answers that show one. */
  String member() {
    return member;
  }

  String listing() {
    return "List" + name + "s";
  }

  /** Of the answer to the listing. */
  String members() {
    return member + "s";
  }

  String showing() {
    return "Get" + name;
  }
}
