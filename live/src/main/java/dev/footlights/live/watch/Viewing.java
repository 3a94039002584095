package dev.footlights.live.watch;

import dev.footlights.live.control.Connection;
import dev.footlights.live.link.Ending;
import dev.footlights.live.link.Fleet;
import dev.footlights.live.link.Links;
import dev.footlights.live.link.Turn;
import dev.footlights.live.publish.Publication;
import dev.footlights.live.publish.Publishing;
import dev.footlights.rtc.sdp.Answer;
import dev.footlights.rtc.sdp.AnswerResult;
import dev.footlights.rtc.sdp.Answers;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Local;
import dev.footlights.rtc.sdp.Offer;
import dev.footlights.rtc.sdp.Refused;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.sdp.SenderIds;
import dev.footlights.sfu.shard.Command;
import dev.footlights.sfu.shard.Event;
import dev.footlights.stage.StageException;
import dev.footlights.stage.event.ErrorCode;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.Member;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.Roster;
import dev.footlights.stage.quota.Quotas;
import dev.footlights.stage.quota.ResourceQuotas;
import dev.footlights.stage.replication.Replication;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.TokenClaims;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Joining to watch: senders of a transport carry a publication. Whether the watched entry is a
 * replica matters only to the question which publication that is.
 */
public final class Viewing {
  private static final long NO_RTX = -1;

  private final Roster roster;
  private final Links links;
  private final Fleet fleet;
  private final Publishing publishing;
  private final Audiences audiences;
  private final ResourceQuotas quotas;

  public Viewing(
      Roster roster,
      Links links,
      Fleet fleet,
      Publishing publishing,
      Audiences audiences,
      ResourceQuotas quotas) {
    this.roster = roster;
    this.links = links;
    this.fleet = fleet;
    this.publishing = publishing;
    this.audiences = audiences;
    this.quotas = quotas;
  }

  /** Accepts an offer of somebody whose token allows it. */
  public Connection watch(
      Turn turn,
      LiveStage stage,
      TokenClaims claims,
      ParticipantId publisher,
      Offer offer,
      ClientFacts facts) {
    roster.checkJoin(stage, claims.participant());
    Member watched = stage.member(publisher);
    if (watched == null) {
      throw new StageException(
          StageException.Kind.NOT_FOUND, "nobody of the id " + publisher + " is in the stage");
    }
    Publication publication = publication(watched);
    if (publication == null) {
      throw new StageException(StageException.Kind.CONFLICT, publisher + " is not publishing");
    }
    if (audiences.viewers(stage.arn()) >= Quotas.VIEWERS_PER_STAGE) {
      throw new StageException(
          StageException.Kind.QUOTA, "the stage has " + Quotas.VIEWERS_PER_STAGE + " viewers");
    }
    if (audiences.subscriptions(stage.arn().scope()) >= quotas.subscriptions()) {
      throw new StageException(
          StageException.Kind.QUOTA, "the region has " + quotas.subscriptions() + " subscriptions");
    }
    int shard = fleet.emptiest();
    Local local = fleet.local(shard);
    String cname = fleet.linkId();
    List<Long> ssrcs = new ArrayList<>();
    AnswerResult result =
        Answers.watch(offer, local, kind -> sender(kind, publisher, cname, ssrcs));
    if (result instanceof Refused) {
      ssrcs.forEach(fleet::release);
    }
    Answer answer = Publishing.answer(result);

    Member viewer = roster.join(stage, claims, facts, turn.now(), turn.out());
    replaced(turn, viewer, watched);
    int transport = fleet.open(shard);
    var link =
        new ViewLink(
            this,
            fleet.linkId(),
            viewer,
            watched,
            publication,
            transport,
            shard,
            answer.sections(),
            ssrcs);
    links.add(link, transport, turn.now().nanos());
    audiences.add(link);
    turn.tell(
        shard,
        new Command.OpenTransport(
            transport, local.ice(), answer.role(), offer.fingerprint(), answer.sections()));
    for (Section section : answer.sections()) {
      turn.tell(
          shard,
          new Command.Bind(transport, section.index(), publication.number(), publication.home()));
    }
    publication.watched(turn, shard);
    return new Connection(link.id(), answer.sdp());
  }

  /** What a roster entry shows at present; null while it shows nothing. */
  private @Nullable Publication publication(Member watched) {
    if (!watched.publishing()) {
      return null;
    }
    Replication replica = watched.replica();
    return publishing.of(replica == null ? watched : replica.source());
  }

  private SenderIds sender(Kind kind, ParticipantId publisher, String cname, List<Long> ssrcs) {
    long ssrc = fleet.ssrc();
    long rtx = kind == Kind.VIDEO ? fleet.ssrc() : NO_RTX;
    ssrcs.add(ssrc);
    ssrcs.add(rtx);
    String track = publisher + "-" + kind.name().toLowerCase(Locale.ROOT);
    return new SenderIds(ssrc, rtx, cname, publisher.value(), track);
  }

  /** A second connection of one viewer for the same participant takes the place of the first. */
  private void replaced(Turn turn, Member viewer, Member watched) {
    for (ViewLink link : audiences.of(watched.stage().arn(), watched.id())) {
      if (link.member() == viewer) {
        close(turn, link, Ending.REPLACED);
      }
    }
  }

  /** Media was sent to a viewer. */
  public void spliced(Turn turn, Event.Spliced event) {
    if (links.byTransport(event.transport()) instanceof ViewLink link && !link.started()) {
      link.start();
      turn.out()
          .event(
              link.member().event(EventName.SUBSCRIBE_STARTED, turn.now().wall(), link.watched()));
    }
  }

  /** A viewer cannot decode what it asked for. */
  public void codecMismatch(Turn turn, Event.CodecMismatch event) {
    if (!(links.byTransport(event.transport()) instanceof ViewLink link)
        || !link.mismatched(event.section())) {
      return;
    }
    for (Section section : link.sections()) {
      if (section.index() == event.section()) {
        ErrorCode code =
            section.kind() == Kind.AUDIO
                ? ErrorCode.INVALID_AUDIO_CODEC
                : ErrorCode.INVALID_VIDEO_CODEC;
        turn.out()
            .event(
                link.member()
                    .failed(
                        EventName.SUBSCRIBE_ERROR, turn.now().wall(), code, link.watched().id()));
      }
    }
  }

  /** Nobody can watch that entry any more: its senders fall silent, plain transports close. */
  public void over(Turn turn, StageArn stage, ParticipantId watched) {
    for (ViewLink link : audiences.of(stage, watched)) {
      close(turn, link, Ending.OVER);
    }
  }

  void close(Turn turn, ViewLink link, Ending ending) {
    if (!audiences.remove(link)) {
      return;
    }
    if (ending.error() != null) {
      turn.out()
          .event(
              link.member()
                  .failed(
                      EventName.SUBSCRIBE_ERROR,
                      turn.now().wall(),
                      ending.error(),
                      link.watched().id()));
    }
    links.remove(link, link.transport());
    fleet.closed(link.shard(), link.transport());
    if (ending != Ending.GONE) {
      for (Section section : link.sections()) {
        turn.stop(link.shard(), new Command.Unbind(link.transport(), section.index()));
      }
      turn.tell(link.shard(), new Command.CloseTransport(link.transport()));
    }
    link.publication().unwatched(turn, link.shard());
    link.ssrcs().forEach(fleet::release);
    if (link.started()) {
      turn.out()
          .event(
              link.member().event(EventName.SUBSCRIBE_STOPPED, turn.now().wall(), link.watched()));
    }
    roster.leave(link.member(), turn.now(), turn.out());
  }
}
