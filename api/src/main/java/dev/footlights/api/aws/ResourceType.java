package dev.footlights.api.aws;

import dev.footlights.stage.session.Scope;

/** What ARNs name, as they spell it. */
enum ResourceType {
  STAGE("stage"),
  INGEST_CONFIGURATION("ingest-configuration"),
  PUBLIC_KEY("public-key"),
  ENCODER_CONFIGURATION("encoder-configuration"),
  STORAGE_CONFIGURATION("storage-configuration"),
  COMPOSITION("composition");

  private final String wireName;

  ResourceType(String wireName) {
    this.wireName = wireName;
  }

  /** All of an account and region: what policies are asked for before there is an ARN. */
  String every(Scope scope) {
    return "arn:aws:ivs:" + scope.region() + ":" + scope.account() + ":" + wireName + "/*";
  }
}
