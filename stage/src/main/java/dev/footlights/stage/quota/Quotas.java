package dev.footlights.stage.quota;

/** Limits of the domain. Those of replication and publishing hold in dev mode too. */
public final class Quotas {
  /** Participants publishing to a stage at once, replicas counted (IVS service quotas). */
  public static final int PUBLISHERS_PER_STAGE = 12;

  /** Connections that watch somebody in one stage at once (IVS service quotas). */
  public static final int VIEWERS_PER_STAGE = 10_000;

  /** Concurrent replications of one participant (IVS service quotas). */
  public static final int REPLICATIONS_PER_PARTICIPANT = 5;

  /** Stages of an account in a region (IVS service quotas; adjustable). */
  public static final int STAGES_PER_REGION = 1000;

  /** Bytes of UTF-8 that attributes may have, keys and values together (IVS token claims). */
  public static final int ATTRIBUTE_BYTES = 1024;

  private Quotas() {}
}
