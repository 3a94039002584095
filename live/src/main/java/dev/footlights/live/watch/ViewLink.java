package dev.footlights.live.watch;

import dev.footlights.live.link.Ending;
import dev.footlights.live.link.Link;
import dev.footlights.live.link.Turn;
import dev.footlights.live.publish.Publication;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.stage.participant.Member;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A connection over which a participant watches another one of its stage. */
final class ViewLink implements Link {
  private final Viewing owner;
  private final String id;
  private final Member viewer;
  private final Member watched;
  private final Publication publication;
  private final int transport;
  private final int shard;
  private final List<Section> sections;
  private final List<Long> ssrcs;
  private final Set<Integer> mismatches = new HashSet<>();
  private boolean started;

  ViewLink(
      Viewing owner,
      String id,
      Member viewer,
      Member watched,
      Publication publication,
      int transport,
      int shard,
      List<Section> sections,
      List<Long> ssrcs) {
    this.owner = owner;
    this.id = id;
    this.viewer = viewer;
    this.watched = watched;
    this.publication = publication;
    this.transport = transport;
    this.shard = shard;
    this.sections = List.copyOf(sections);
    this.ssrcs = List.copyOf(ssrcs);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Purpose purpose() {
    return Purpose.WATCH;
  }

  @Override
  public Member member() {
    return viewer;
  }

  @Override
  public void close(Turn turn, Ending ending) {
    owner.close(turn, this, ending);
  }

  /** The roster entry of the viewer's stage, which may be a replica. */
  Member watched() {
    return watched;
  }

  Publication publication() {
    return publication;
  }

  int transport() {
    return transport;
  }

  int shard() {
    return shard;
  }

  List<Section> sections() {
    return sections;
  }

  /** What was taken for its senders. */
  List<Long> ssrcs() {
    return ssrcs;
  }

  /** Whether media was sent on it. */
  boolean started() {
    return started;
  }

  void start() {
    started = true;
  }

  /** Notes that a section's sender cannot carry what it should; true the first time. */
  boolean mismatched(int section) {
    return mismatches.add(section);
  }
}
