package dev.footlights.live.publish;

import dev.footlights.live.link.Ending;
import dev.footlights.live.link.Link;
import dev.footlights.live.link.Turn;
import dev.footlights.stage.Moment;
import dev.footlights.stage.participant.Member;

/** A connection that brings a participant's media. */
final class PublishLink implements Link {
  private final Publishing owner;
  private final String id;
  private final Publication publication;
  private final int transport;
  private final int shard;
  private final boolean video;
  private long mediaSince = Moment.NEVER;

  PublishLink(
      Publishing owner,
      String id,
      Publication publication,
      int transport,
      int shard,
      boolean video) {
    this.owner = owner;
    this.id = id;
    this.publication = publication;
    this.transport = transport;
    this.shard = shard;
    this.video = video;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Purpose purpose() {
    return Purpose.PUBLISH;
  }

  @Override
  public Member member() {
    return publication.publisher();
  }

  @Override
  public void close(Turn turn, Ending ending) {
    owner.close(turn, this, ending);
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

  /** Whether a keyframe can be waited for. */
  boolean video() {
    return video;
  }

  /** When its first media came, or {@link Moment#NEVER}. */
  long mediaSince() {
    return mediaSince;
  }

  void media(long now) {
    mediaSince = Math.min(mediaSince, now);
  }
}
