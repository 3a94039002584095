package dev.footlights.live.control;

import dev.footlights.stage.quota.MediaLimits;
import dev.footlights.stage.quota.ResourceQuotas;
import java.time.Duration;
import java.util.Map;

/**
 * What is configured.
 *
 * @param sessionEnd how long a session outlives its last participant
 * @param quotas of what an account may have in a region
 * @param chosenIds whether the tag {@code footlights:id} gives a new resource its id
 * @param limits that connections are held to
 */
public record ControlSettings(
    Duration sessionEnd, ResourceQuotas quotas, boolean chosenIds, MediaLimits limits) {

  /** Dev mode: short sessions, no resource quota, ids that tests choose. */
  public static ControlSettings dev() {
    return new ControlSettings(Duration.ofSeconds(60), ResourceQuotas.NONE, true, MediaLimits.NONE);
  }

  public static ControlSettings production() {
    return new ControlSettings(
        Duration.ofSeconds(180), ResourceQuotas.USUAL, false, MediaLimits.NONE);
  }

  /**
   * The same with other quotas.
   *
   * @param changed by their names in {@link ResourceQuotas#NAMES}
   */
  public ControlSettings with(Map<String, Integer> changed) {
    ResourceQuotas all = quotas;
    for (var quota : changed.entrySet()) {
      all = all.with(quota.getKey(), quota.getValue());
    }
    return new ControlSettings(sessionEnd, all, chosenIds, limits);
  }

  public ControlSettings with(MediaLimits other) {
    return new ControlSettings(sessionEnd, quotas, chosenIds, other);
  }
}
