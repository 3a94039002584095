package dev.footlights.live.control;

import dev.footlights.stage.quota.Quotas;
import java.time.Duration;

/**
 * What is configured.
 *
 * @param sessionEnd how long a session outlives its last participant
 * @param stagesPerRegion most stages of an account in a region
 * @param chosenIds whether the tag {@code footlights:id} gives a new resource its id
 */
public record ControlSettings(Duration sessionEnd, int stagesPerRegion, boolean chosenIds) {

  /** Dev mode: short sessions, no resource quota, ids that tests choose. */
  public static ControlSettings dev() {
    return new ControlSettings(Duration.ofSeconds(60), Integer.MAX_VALUE, true);
  }

  public static ControlSettings production() {
    return new ControlSettings(Duration.ofSeconds(180), Quotas.STAGES_PER_REGION, false);
  }
}
