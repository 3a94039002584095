package dev.footlights.live.watch;

import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.replication.Audience;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who watches whom in which stage. Owned by the control thread. */
public final class Audiences implements Audience {
  private record Watched(StageArn stage, ParticipantId publisher) {}

  private final Map<Watched, Set<ViewLink>> links = new HashMap<>();
  private final Map<StageArn, Integer> viewers = new LinkedHashMap<>();
  private final Map<Scope, Integer> subscriptions = new HashMap<>();

  void add(ViewLink link) {
    links.computeIfAbsent(watched(link), key -> new LinkedHashSet<>()).add(link);
    viewers.merge(link.watched().stage().arn(), 1, Integer::sum);
    subscriptions.merge(link.watched().stage().arn().scope(), 1, Integer::sum);
  }

  /** False when it was removed before. */
  boolean remove(ViewLink link) {
    Set<ViewLink> audience = links.get(watched(link));
    if (audience == null || !audience.remove(link)) {
      return false;
    }
    if (audience.isEmpty()) {
      links.remove(watched(link));
    }
    viewers.merge(link.watched().stage().arn(), -1, Audiences::less);
    subscriptions.merge(link.watched().stage().arn().scope(), -1, Audiences::less);
    return true;
  }

  /** In the order in which they came. */
  List<ViewLink> of(StageArn stage, ParticipantId publisher) {
    return List.copyOf(links.getOrDefault(new Watched(stage, publisher), Set.of()));
  }

  /** How many connections of a stage watch somebody. */
  int viewers(StageArn stage) {
    return viewers.getOrDefault(stage, 0);
  }

  /** How many connections of an account's stages in a region watch somebody. */
  int subscriptions(Scope scope) {
    return subscriptions.getOrDefault(scope, 0);
  }

  private static @Nullable Integer less(Integer count, Integer change) {
    return count + change == 0 ? null : Integer.valueOf(count + change);
  }

  @Override
  public Set<Integer> shards(StageArn stage, ParticipantId publisher) {
    Set<Integer> shards = new LinkedHashSet<>();
    for (ViewLink link : of(stage, publisher)) {
      shards.add(link.shard());
    }
    return shards;
  }

  private static Watched watched(ViewLink link) {
    return new Watched(link.watched().stage().arn(), link.watched().id());
  }
}
