package dev.footlights.live.control;

import dev.footlights.live.link.Ending;
import dev.footlights.live.link.Fleet;
import dev.footlights.live.link.Link;
import dev.footlights.live.link.Turn;
import dev.footlights.live.presence.Attendance;
import dev.footlights.live.presence.Attendee;
import dev.footlights.rtc.dtls.Fingerprint;
import dev.footlights.rtc.sdp.Offer;
import dev.footlights.rtc.sdp.OfferResult;
import dev.footlights.rtc.sdp.Refused;
import dev.footlights.sfu.shard.Event;
import dev.footlights.sfu.shard.Shards;
import dev.footlights.stage.Page;
import dev.footlights.stage.PageRequest;
import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.Stages;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.Member;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantFilter;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.recording.RecordingConfiguration;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.replication.Replication;
import dev.footlights.stage.repository.LiveState;
import dev.footlights.stage.repository.RowChange.PutServerKey;
import dev.footlights.stage.repository.Store;
import dev.footlights.stage.session.Ids;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.session.Restart;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.Session;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.Endpoints;
import dev.footlights.stage.token.IssuedToken;
import dev.footlights.stage.token.Revocations;
import dev.footlights.stage.token.ServerKey;
import dev.footlights.stage.token.ServerKeys;
import dev.footlights.stage.token.TokenClaims;
import dev.footlights.stage.token.TokenException;
import dev.footlights.stage.token.TokenMint;
import dev.footlights.stage.token.TokenResult;
import dev.footlights.stage.token.TokenResult.Verified;
import dev.footlights.stage.token.TokenSpec;
import dev.footlights.stage.token.TokenVerifier;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of all live control state. Commands may come from any thread; {@link #step} runs
 * them one after another on the control thread, or in a simulation.
 *
 * <p>Every future ends when the change is durable and its effects were acknowledged. Refusals are
 * {@link StageException}s. Futures end on the control thread: what depends on one must return at
 * once.
 */
public final class Control implements Shards.Listener {
  private final LiveState loaded;
  private final Store store;
  private final SecureRandom random;
  private final ServerKey key;
  private final TokenMint mint;
  private final TokenVerifier verifier;
  private final Revocations revocations;
  private final Admission admission;
  private final Attempts attempts;
  private final Joint joint;
  private final Turns turns;
  private final Catalogue catalogue;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private boolean started;

  /**
   * @param live what the store holds, just loaded
   * @param fingerprint of the certificate that every transport's handshake shows
   * @param random of tokens' ids, credentials and session URLs
   * @param fatal told when a change could not be made durable, or a command left one half done: the
   *     process must end
   */
  public Control(
      Store store,
      LiveState live,
      Shards shards,
      Fingerprint fingerprint,
      ControlSettings settings,
      SecureRandom random,
      Consumer<Throwable> fatal) {
    this.loaded = live;
    this.store = store;
    this.random = random;
    ServerKey known = live.serverKey();
    key = known == null ? ServerKeys.create(random) : known;
    mint = new TokenMint(key);
    revocations = new Revocations(live.revocations());
    joint = new Joint(live, settings, new Fleet(shards, fingerprint, random), random);
    verifier = new TokenVerifier(key, joint.stages.resources());
    admission = new Admission(joint.stages, revocations);
    attempts = new Attempts(joint.stages);
    turns = new Turns(store, shards, joint, fatal);
    catalogue = new Catalogue(turns, store, joint.stages);
  }

  /** Ends when the sessions that a former process left open are closed. */
  public CompletableFuture<Void> ready() {
    return ready;
  }

  /** The key of this server's page tokens; the same after a restart. */
  public SecretKey pageKey() {
    return ServerKeys.derive(key, "page tokens");
  }

  /** What people make beside stages. */
  public Catalogue catalogue() {
    return catalogue;
  }

  // --- stages --------------------------------------------------------------------------------

  /**
   * @param tokens issued with it, in this order
   */
  public CompletableFuture<CreatedStage> createStage(
      Scope scope,
      String name,
      Map<String, String> tags,
      RecordingConfiguration recording,
      List<TokenSpec> tokens,
      Endpoints endpoints) {
    return turns.submit(
        turn -> {
          tokens.forEach(TokenSpec::check);
          Stage stage = joint.stages.create(scope, name, tags, recording, turn.out()).row();
          List<IssuedToken> issued =
              tokens.stream().map(spec -> issue(turn, stage.arn(), spec, endpoints)).toList();
          return new CreatedStage(stage, issued);
        });
  }

  public CompletableFuture<Stage> getStage(Scope scope, StageArn arn) {
    return turns
        .read(() -> store.stage(arn))
        .thenApply(
            found ->
                found
                    .filter(stage -> arn.scope().equals(scope))
                    .orElseThrow(() -> Stages.absent(scope, arn)));
  }

  public CompletableFuture<Page<Stage>> listStages(Scope scope, PageRequest page) {
    return turns.read(() -> store.stages(scope, page));
  }

  /**
   * Changes what is not null.
   *
   * @param name "" for none
   */
  public CompletableFuture<Stage> updateStage(
      Scope scope,
      StageArn arn,
      @Nullable String name,
      @Nullable RecordingConfiguration recording) {
    return turns.submit(
        turn -> {
          LiveStage stage = joint.stages.find(scope, arn);
          joint.stages.update(stage, name, recording, turn.out());
          return stage.row();
        });
  }

  public CompletableFuture<Session> getStageSession(Scope scope, StageArn arn, SessionId session) {
    return turns
        .read(() -> store.session(arn, session))
        .thenApply(
            found ->
                required(
                    found.filter(row -> arn.scope().equals(scope)),
                    "session " + session + " of " + arn));
  }

  /** Newest first. */
  public CompletableFuture<Page<Session>> listStageSessions(
      Scope scope, StageArn arn, PageRequest page) {
    return arn.scope().equals(scope) ? turns.read(() -> store.sessions(arn, page)) : nothing();
  }

  public CompletableFuture<Void> deleteStage(Scope scope, StageArn arn) {
    return turns.submitStop(turn -> joint.delete(turn, joint.stages.find(scope, arn)));
  }

  public CompletableFuture<IssuedToken> createParticipantToken(
      Scope scope, StageArn arn, TokenSpec spec, Endpoints endpoints) {
    return turns.submit(turn -> issue(turn, joint.stages.find(scope, arn).arn(), spec, endpoints));
  }

  private IssuedToken issue(Turn turn, StageArn stage, TokenSpec spec, Endpoints endpoints) {
    spec.check();
    var id = ParticipantId.of(Ids.id(random));
    return mint.mint(stage, id, spec, endpoints, turn.now().wall());
  }

  // --- participants --------------------------------------------------------------------------

  /**
   * Kicks a participant, whose token is refused from then on; of a replica, ends the replica. What
   * publishes by an ingest configuration is detached from the stage, publishing or not.
   */
  public CompletableFuture<Void> disconnectParticipant(
      Scope scope, StageArn arn, ParticipantId participant, String reason) {
    return turns.submitStop(
        turn -> {
          LiveStage stage = joint.stages.find(scope, arn);
          Member member = stage.member(participant);
          boolean ingest = joint.stages.ingests().disconnected(arn, participant, turn.out());
          if (member == null) {
            if (ingest) {
              return;
            }
            throw new StageException(
                Kind.NOT_FOUND, "nobody of the id " + participant + " is in " + arn);
          }
          Replication replica = member.replica();
          if (replica != null) {
            joint.stages.replications().disconnected(replica, turn.now(), turn.out());
          } else {
            revocations.revoke(arn, participant, turn.now(), turn.out());
            joint.expel(turn, member);
          }
        });
  }

  public CompletableFuture<Participant> getParticipant(
      Scope scope, StageArn arn, SessionId session, ParticipantId participant) {
    return turns
        .read(() -> store.participant(arn, session, participant))
        .thenApply(
            found ->
                required(
                    found.filter(row -> arn.scope().equals(scope)),
                    "participant " + participant + " in session " + session + " of " + arn));
  }

  public CompletableFuture<Page<Participant>> listParticipants(
      Scope scope, StageArn arn, SessionId session, ParticipantFilter filter, PageRequest page) {
    return arn.scope().equals(scope)
        ? turns.read(() -> store.participants(arn, session, filter, page))
        : nothing();
  }

  /** Oldest first. */
  public CompletableFuture<Page<ParticipantEvent>> listParticipantEvents(
      Scope scope, StageArn arn, SessionId session, ParticipantId participant, PageRequest page) {
    return arn.scope().equals(scope)
        ? turns.read(() -> store.events(arn, session, participant, page))
        : nothing();
  }

  // --- replication ---------------------------------------------------------------------------

  /**
   * Shows a publisher of one stage in another.
   *
   * @param reconnectWindow 0 to 300 s
   * @param attributes merged over the token's in the destination
   */
  public CompletableFuture<Void> startReplication(
      Scope scope,
      StageArn source,
      StageArn destination,
      ParticipantId participant,
      Duration reconnectWindow,
      Map<String, String> attributes) {
    return turns.submitDo(
        turn ->
            joint.replicating.start(
                turn, scope, source, destination, participant, reconnectWindow, attributes));
  }

  /** Ends a replication: afterwards no packet of it is sent to a viewer of the destination. */
  public CompletableFuture<Void> stopReplication(
      Scope scope, StageArn source, StageArn destination, ParticipantId participant) {
    return turns.submitEnd(
        turn -> joint.replicating.stop(turn, scope, source, destination, participant));
  }

  public CompletableFuture<Page<Replica>> listReplicas(
      Scope scope, StageArn source, ParticipantId participant, PageRequest page) {
    return source.scope().equals(scope)
        ? turns.read(() -> store.replicas(source, participant, page))
        : nothing();
  }

  /** Shards that did not acknowledge an end in time and have not since. Any thread may ask. */
  public Set<Integer> owing() {
    return turns.owing();
  }

  // --- connections ---------------------------------------------------------------------------

  /**
   * Why a token will be refused wherever it is shown, as far as the token itself tells. Any thread
   * may ask, before it spends anything on the bearer; who is let in is decided later.
   *
   * @param wall what its times are held against, before dev mode's clock is added
   */
  public Optional<TokenException> refusal(String token, Instant wall) {
    return switch (verifier.verify(token)) {
      case TokenResult.Refused refused -> Optional.of(refused.exception());
      case Verified(TokenClaims claims) ->
          claims.untimely(wall.plus(turns.offset())).map(claims::refused);
    };
  }

  /** A WHIP offer. */
  public CompletableFuture<Connection> publish(String token, String offerSdp, ClientFacts facts) {
    return connect(
        token,
        Capability.PUBLISH,
        null,
        offerSdp,
        (turn, in, offer) -> joint.publishing.publish(turn, in.stage(), in.claims(), offer, facts));
  }

  /** A WHEP offer: CONFLICT while the participant does not publish, NOT_FOUND when unknown. */
  public CompletableFuture<Connection> watch(
      String token, ParticipantId publisher, String offerSdp, ClientFacts facts) {
    return connect(
        token,
        Capability.SUBSCRIBE,
        publisher,
        offerSdp,
        (turn, in, offer) ->
            joint.viewing.watch(turn, in.stage(), in.claims(), publisher, offer, facts));
  }

  private interface Accept {
    Connection accept(Turn turn, Admission.Admitted in, Offer offer);
  }

  /** Signature and offer are read on the caller's thread: they cost a millisecond. */
  private CompletableFuture<Connection> connect(
      String token,
      Capability needed,
      @Nullable ParticipantId remote,
      String offerSdp,
      Accept accept) {
    TokenResult result = verifier.verify(token);
    OfferResult offer = Offer.parse(offerSdp);
    return turns
        .submit(
            turn -> {
              try {
                Admission.Admitted in = admitted(admission.admit(result, needed, turn.now()));
                return new Attempt(accept.accept(turn, in, read(offer)), null);
              } catch (StageException refusal) {
                attempts.refused(turn, result, needed, remote, refusal);
                return new Attempt(null, refusal);
              }
            })
        .thenApply(Attempt::connection);
  }

  private static Offer read(OfferResult result) {
    return switch (result) {
      case Offer offer -> offer;
      case Refused refused -> throw new StageException(Kind.BAD_OFFER, refused.reason());
    };
  }

  private static Admission.Admitted admitted(Admission.Result result) {
    return switch (result) {
      case Admission.Admitted in -> in;
      case Admission.Turned turned -> throw turned.refusal();
    };
  }

  /**
   * Ends a connection by its id and the token that opened it, which may have expired since;
   * NOT_FOUND when it is gone.
   */
  public CompletableFuture<Void> disconnect(String connectionId, String token) {
    TokenResult result = verifier.verify(token);
    return turns.submitDo(
        turn -> {
          TokenClaims claims =
              switch (result) {
                case TokenResult.Refused refused -> throw refused.exception();
                case Verified verified -> verified.claims();
              };
          Link link = joint.links.byId(connectionId);
          if (link == null) {
            throw new StageException(Kind.NOT_FOUND, "the connection is gone");
          }
          Member member = link.member();
          if (!member.id().equals(claims.participant())
              || !member.stage().arn().equals(claims.stage())) {
            throw new StageException(Kind.FORBIDDEN, "the token opened another connection");
          }
          link.close(turn, Ending.ASKED);
        });
  }

  /** An events connection of the stage that the token names. */
  public CompletableFuture<Attendance> attend(String token, Attendee attendee) {
    TokenResult result = verifier.verify(token);
    return turns.submit(
        turn -> {
          Admission.Admitted in = admitted(admission.admit(result, null, turn.now()));
          return attendance(joint.presence.attend(turn, in.stage(), in.claims(), attendee));
        });
  }

  private Attendance attendance(Link link) {
    return new Attendance() {
      @Override
      public void mute(boolean audio, boolean video) {
        turns.post(
            turn -> {
              if (joint.links.byId(link.id()) == link) {
                joint.presence.mute(turn, link.member(), audio, video);
              }
            });
      }

      @Override
      public CompletableFuture<Void> exchange(String token) {
        return Control.this.exchange(link, token);
      }

      @Override
      public void close() {
        turns.post(turn -> link.close(turn, Ending.ASKED));
      }
    };
  }

  private CompletableFuture<Void> exchange(Link link, String token) {
    TokenResult result = verifier.verify(token);
    var refused = new AtomicReference<@Nullable TokenException>();
    return turns
        .submitStop(
            turn -> {
              if (joint.links.byId(link.id()) != link) {
                throw new StageException(Kind.NOT_FOUND, "the connection is gone");
              }
              refused.set(exchange(turn, link.member(), result));
            })
        .thenRun(
            () -> {
              TokenException refusal = refused.get();
              if (refusal != null) {
                throw refusal;
              }
            });
  }

  private @Nullable TokenException exchange(Turn turn, Member member, TokenResult token) {
    return switch (admission.exchange(token, member, turn.now())) {
      case Admission.Admitted in -> {
        joint.exchanging.exchange(turn, member, in.claims());
        yield null;
      }
      case Admission.Turned(TokenException refusal) -> {
        joint.exchanging.refused(turn, member, String.valueOf(refusal.getMessage()));
        yield refusal;
      }
    };
  }

  // --- dev mode ------------------------------------------------------------------------------

  /**
   * Forgets every stage, all that was in them and every other resource. Tokens made before are
   * refused, unless a stage is made again under the same ARN.
   */
  public CompletableFuture<Void> reset() {
    return turns.submitStop(
        turn -> {
          joint.reset(turn);
          revocations.clear();
        });
  }

  /** Moves control time and token expiry forward, never media. */
  public CompletableFuture<Void> advance(Duration by) {
    return turns.advance(by);
  }

  /** How far {@link #advance} has moved it in all. From any thread. */
  public Duration advanced() {
    return turns.offset();
  }

  // --- the control thread --------------------------------------------------------------------

  /** From any thread. */
  @Override
  public void event(int shard, Event event) {
    turns.event(event);
  }

  /**
   * Runs what is queued and what became due. One thread only, or a simulation.
   *
   * @param nowNanos monotonic
   * @param wall for rows and token expiry
   */
  public void step(long nowNanos, Instant wall) {
    if (!started) {
      started = true;
      turns.begin(nowNanos, wall, this::restart, ready);
    }
    turns.step(nowNanos, wall);
  }

  private void restart(Turn turn) {
    if (loaded.serverKey() == null) {
      turn.out().put(new PutServerKey(key));
    }
    Restart.close(loaded, turn.now().wall(), turn.out());
  }

  /** When {@link #step} must run next if nothing is queued, in its nanoseconds. */
  public long deadline() {
    return turns.deadline();
  }

  /** Told from any thread that something was queued: {@link #step} should run soon. */
  public void onWork(Runnable wake) {
    turns.onWork(wake);
  }

  private static <T> T required(Optional<T> found, String what) {
    return found.orElseThrow(() -> new StageException(Kind.NOT_FOUND, "there is no " + what));
  }

  private static <T> CompletableFuture<Page<T>> nothing() {
    return CompletableFuture.completedFuture(new Page<>(List.of(), null));
  }
}
