package dev.footlights.live.link;

import dev.footlights.stage.Moment;
import dev.footlights.stage.participant.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All open connections. Owned by the control thread. */
public final class Links {
  private final Map<String, Link> byId = new HashMap<>();
  private final Map<Integer, Link> byTransport = new HashMap<>();
  private final Map<Link, Long> opened = new LinkedHashMap<>();
  private final Map<Member, List<Link>> byMember = new HashMap<>();

  public void add(Link link) {
    byId.put(link.id(), link);
    byMember.computeIfAbsent(link.member(), member -> new ArrayList<>()).add(link);
  }

  /**
   * One that carries media.
   *
   * @param now in the control thread's nanoseconds, which never go back
   */
  public void add(Link link, int transport, long now) {
    add(link);
    opened.put(link, now);
    byTransport.put(transport, link);
  }

  public void remove(Link link) {
    byId.remove(link.id());
    List<Link> others = byMember.get(link.member());
    if (others != null && others.remove(link) && others.isEmpty()) {
      byMember.remove(link.member());
    }
  }

  public void remove(Link link, int transport) {
    remove(link);
    opened.remove(link);
    byTransport.remove(transport);
  }

  public @Nullable Link byId(String id) {
    return byId.get(id);
  }

  public @Nullable Link byTransport(int transport) {
    return byTransport.get(transport);
  }

  /** Ends connections in the order of their purposes. */
  public static void close(Turn turn, List<Link> open, Ending ending) {
    open.stream()
        .sorted(Comparator.comparing(Link::purpose))
        .forEach(link -> link.close(turn, ending));
  }

  /** In the order in which they were opened. */
  public List<Link> of(Member member) {
    return List.copyOf(byMember.getOrDefault(member, List.of()));
  }

  /** When the oldest one that carries media was opened, or {@link Moment#NEVER}. */
  public long oldest() {
    return opened.isEmpty() ? Moment.NEVER : opened.values().iterator().next();
  }

  /** Those that carry media and were opened then or before, the oldest first. */
  public List<Link> openedUntil(long nanos) {
    List<Link> old = new ArrayList<>();
    for (var link : opened.entrySet()) {
      if (link.getValue() > nanos) {
        break;
      }
      old.add(link.getKey());
    }
    return old;
  }
}
