package dev.footlights.live.publish;

import dev.footlights.live.control.Connection;
import dev.footlights.live.link.Ending;
import dev.footlights.live.link.Fleet;
import dev.footlights.live.link.Links;
import dev.footlights.live.link.Turn;
import dev.footlights.rtc.sdp.Answer;
import dev.footlights.rtc.sdp.AnswerResult;
import dev.footlights.rtc.sdp.Answers;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Local;
import dev.footlights.rtc.sdp.Offer;
import dev.footlights.rtc.sdp.Refused;
import dev.footlights.sfu.shard.Command;
import dev.footlights.sfu.shard.Event;
import dev.footlights.sfu.shard.MediaBounds;
import dev.footlights.stage.Moment;
import dev.footlights.stage.StageException;
import dev.footlights.stage.event.ErrorCode;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.Member;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.Roster;
import dev.footlights.stage.quota.MediaLimits;
import dev.footlights.stage.quota.ResourceQuotas;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.token.TokenClaims;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joining to publish. A participant publishes from its first media packet on; a second connection
 * takes over without an interruption.
 */
public final class Publishing {
  /** How long a take-over waits for a keyframe after its first media: it may send no video. */
  static final long KEYFRAME_WAIT_NANOS = Duration.ofSeconds(5).toNanos();

  private final Roster roster;
  private final Links links;
  private final Fleet fleet;
  private final ResourceQuotas quotas;
  private final MediaLimits limits;
  private final Map<Member, Publication> publications = new LinkedHashMap<>();
  private final Map<Publication, Long> cuts = new LinkedHashMap<>();

  /**
   * @param limits on what is offered
   */
  public Publishing(
      Roster roster, Links links, Fleet fleet, ResourceQuotas quotas, MediaLimits limits) {
    this.roster = roster;
    this.links = links;
    this.fleet = fleet;
    this.quotas = quotas;
    this.limits = limits;
  }

  /** The publication of somebody who publishes, or is away; null else. */
  public @Nullable Publication of(Member publisher) {
    return publications.get(publisher);
  }

  /** Accepts an offer of somebody whose token allows it. */
  public Connection publish(
      Turn turn, LiveStage stage, TokenClaims claims, Offer offer, ClientFacts facts) {
    roster.checkJoin(stage, claims.participant());
    roster.checkPublish(stage, claims.participant());
    checkRegion(stage, claims.participant());
    int shard = fleet.emptiest();
    Local local = fleet.local(shard);
    Answer answer =
        answer(
            limits.h264Only() ? Answers.publishH264(offer, local) : Answers.publish(offer, local));

    Member member = roster.join(stage, claims, facts, turn.now(), turn.out());
    Publication known = publications.get(member);
    Publication publication =
        known != null ? known : new Publication(fleet.nextPublication(), member, shard, fleet);
    publications.put(member, publication);
    boolean video = answer.sections().stream().anyMatch(s -> s.kind() == Kind.VIDEO);
    int transport = fleet.open(shard);
    var link = new PublishLink(this, fleet.linkId(), publication, transport, shard, video);
    links.add(link, transport, turn.now().nanos());
    turn.tell(
        shard,
        new Command.OpenTransport(
            transport, local.ice(), answer.role(), offer.fingerprint(), answer.sections()));
    turn.tell(
        shard,
        new Command.Attach(
            transport, publication.number(), publication.nextGeneration(), bounds()));
    await(turn, link);
    return new Connection(link.id(), answer.sdp());
  }

  private @Nullable MediaBounds bounds() {
    MediaLimits.Published most = limits.published();
    return most == null ? null : new MediaBounds(most.bitsPerSecond(), most.area());
  }

  /** Refuses a publisher for whom its account has no place left in the region. */
  private void checkRegion(LiveStage stage, ParticipantId id) {
    Member known = stage.member(id);
    if (known != null && known.holdsPlace()) {
      return;
    }
    long there =
        publications.keySet().stream()
            .filter(Member::holdsPlace)
            .filter(member -> member.stage().arn().scope().equals(stage.arn().scope()))
            .count();
    if (there >= quotas.publishers()) {
      throw new StageException(
          StageException.Kind.QUOTA, "the region has " + quotas.publishers() + " publishers");
    }
  }

  /** The link's media will be the publication's: at once, or when it can take over. */
  private void await(Turn turn, PublishLink link) {
    Publication publication = link.publication();
    PublishLink rival = publication.next();
    if (rival != null) {
      rival.close(turn, Ending.REPLACED);
    }
    publication.next(link);
    if (!publication.publisher().publishing()) {
      publication.publisher().starting(true);
      cut(turn, publication);
    }
  }

  /** The connection that waits becomes the publication's source; the one before it ends. */
  private void cut(Turn turn, Publication publication) {
    PublishLink before = publication.current();
    PublishLink next = publication.next();
    cuts.remove(publication);
    if (next == null) {
      return;
    }
    publication.next(null);
    publication.current(next);
    publication.move(turn, next.shard());
    if (before != null) {
      release(turn, before, Ending.REPLACED);
    }
  }

  public void firstPacket(Turn turn, Event.FirstPacket event) {
    if (!(links.byTransport(event.transport()) instanceof PublishLink link)) {
      return;
    }
    Publication publication = link.publication();
    link.media(turn.now().nanos());
    if (link == publication.current()) {
      roster.publishStarted(publication.publisher(), turn.now(), turn.out());
    } else if (link.video()) {
      cuts.put(publication, turn.now().nanos() + KEYFRAME_WAIT_NANOS);
    } else {
      cut(turn, publication);
    }
  }

  public void keyframeComplete(Turn turn, Event.KeyframeComplete event) {
    if (links.byTransport(event.transport()) instanceof PublishLink link
        && link == link.publication().next()) {
      cut(turn, link.publication());
    }
  }

  /** A connection that brings more than it may ends; its participant may come again with less. */
  public void exceeded(Turn turn, Event.Exceeded event) {
    if (links.byTransport(event.transport()) instanceof PublishLink link) {
      link.close(
          turn,
          switch (event.excess()) {
            case BITRATE -> Ending.BITRATE;
            case RESOLUTION -> Ending.RESOLUTION;
          });
    }
  }

  /** Ends a connection. A live publisher goes on when another connection waits to take over. */
  void close(Turn turn, PublishLink link, Ending ending) {
    Publication publication = link.publication();
    if (link != publication.next() && link != publication.current()) {
      return;
    }
    if (ending.error() != null) {
      turn.out()
          .event(
              link.member()
                  .failed(EventName.PUBLISH_ERROR, turn.now().wall(), ending.error(), null));
    }
    if (link == publication.next()) {
      publication.next(null);
      cuts.remove(publication);
      release(turn, link, ending);
      return;
    }
    PublishLink next = publication.next();
    if (next != null && !ending.expels()) {
      publication.current(null);
      release(turn, link, ending);
      cut(turn, publication);
      return;
    }
    if (next != null) {
      close(turn, next, ending);
    }
    publication.current(null);
    Member member = publication.publisher();
    member.starting(false);
    roster.publishStopped(member, ending.reason(), turn.now(), turn.out());
    release(turn, link, ending);
    if (!member.publishing() && !member.away()) {
      over(turn, member);
    }
  }

  /** A participant stopped for good: unless it is just coming back, its publication ends. */
  public void over(Turn turn, Member publisher) {
    Publication publication = publications.get(publisher);
    if (publication != null && publication.current() == null) {
      publications.remove(publisher);
      cuts.remove(publication);
      publication.end(turn);
    }
  }

  private void release(Turn turn, PublishLink link, Ending ending) {
    links.remove(link, link.transport());
    fleet.closed(link.shard(), link.transport());
    turn.tell(link.shard(), new Command.Detach(link.transport(), link.publication().number()));
    if (ending != Ending.GONE) {
      turn.stop(link.shard(), new Command.CloseTransport(link.transport()));
    }
    roster.leave(link.member(), turn.now(), turn.out());
  }

  /** Take-overs that waited long enough for a keyframe. */
  public void tick(Turn turn) {
    for (var waiting : List.copyOf(cuts.entrySet())) {
      if (waiting.getValue() <= turn.now().nanos()) {
        cut(turn, waiting.getKey());
      }
    }
  }

  /** When {@link #tick} has something to do. */
  public long deadline() {
    return cuts.values().stream().mapToLong(Long::longValue).min().orElse(Moment.NEVER);
  }

  /** The answer, or a BAD_OFFER refusal. */
  public static Answer answer(AnswerResult result) {
    return switch (result) {
      case Answer answer -> answer;
      case Refused refused ->
          throw new StageException(
              StageException.Kind.BAD_OFFER, refused.reason(), error(refused.codecless()));
    };
  }

  private static @Nullable ErrorCode error(@Nullable Kind codecless) {
    return switch (codecless) {
      case AUDIO -> ErrorCode.INVALID_AUDIO_CODEC;
      case VIDEO -> ErrorCode.INVALID_VIDEO_CODEC;
      case null -> null;
    };
  }
}
