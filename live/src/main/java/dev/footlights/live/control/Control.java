package dev.footlights.live.control;

import dev.footlights.live.presence.Attendance;
import dev.footlights.live.presence.Attendee;
import dev.footlights.rtc.dtls.Fingerprint;
import dev.footlights.sfu.shard.Event;
import dev.footlights.sfu.shard.Shards;
import dev.footlights.stage.Page;
import dev.footlights.stage.PageRequest;
import dev.footlights.stage.StageException;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantFilter;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.LiveState;
import dev.footlights.stage.repository.Store;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.Endpoints;
import dev.footlights.stage.token.IssuedToken;
import dev.footlights.stage.token.TokenSpec;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The one writer of all live control state. Commands may come from any thread; {@link #step} runs
 * them one after another on the control thread, or in a simulation.
 *
 * <p>Every future ends when the change is durable and its effects were acknowledged. Refusals are
 * {@link StageException}s. Futures may end on the control thread: what depends on one must return
 * at once.
 */
public final class Control implements Shards.Listener {

  /**
   * @param live what the store holds, just loaded
   * @param random of tokens' ids, credentials and session URLs
   * @param fatal told when a commit failed: the process must end
   */
  public Control(
      Store store,
      LiveState live,
      Shards shards,
      Fingerprint fingerprint,
      ControlSettings settings,
      SecureRandom random,
      Consumer<Throwable> fatal) {}

  /** Ends when the sessions that a former process left open are closed. */
  public CompletableFuture<Void> ready() {
    return unavailable();
  }

  public CompletableFuture<CreatedStage> createStage(
      Scope scope,
      String name,
      Map<String, String> tags,
      List<TokenSpec> tokens,
      Endpoints endpoints) {
    return unavailable();
  }

  public CompletableFuture<Stage> getStage(Scope scope, StageArn arn) {
    return unavailable();
  }

  public CompletableFuture<Page<Stage>> listStages(Scope scope, PageRequest page) {
    return unavailable();
  }

  public CompletableFuture<Void> deleteStage(Scope scope, StageArn arn) {
    return unavailable();
  }

  public CompletableFuture<IssuedToken> createParticipantToken(
      Scope scope, StageArn arn, TokenSpec spec, Endpoints endpoints) {
    return unavailable();
  }

  public CompletableFuture<Void> disconnectParticipant(
      Scope scope, StageArn arn, ParticipantId participant, String reason) {
    return unavailable();
  }

  public CompletableFuture<Participant> getParticipant(
      Scope scope, StageArn arn, SessionId session, ParticipantId participant) {
    return unavailable();
  }

  public CompletableFuture<Page<Participant>> listParticipants(
      Scope scope, StageArn arn, SessionId session, ParticipantFilter filter, PageRequest page) {
    return unavailable();
  }

  /** Oldest first. */
  public CompletableFuture<Page<ParticipantEvent>> listParticipantEvents(
      Scope scope, StageArn arn, SessionId session, ParticipantId participant, PageRequest page) {
    return unavailable();
  }

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
    return unavailable();
  }

  /** Ends a replication: afterwards no packet of it is sent to a viewer of the destination. */
  public CompletableFuture<Void> stopReplication(
      Scope scope, StageArn source, StageArn destination, ParticipantId participant) {
    return unavailable();
  }

  public CompletableFuture<Page<Replica>> listReplicas(
      Scope scope, StageArn source, ParticipantId participant, PageRequest page) {
    return unavailable();
  }

  /** A WHIP offer. */
  public CompletableFuture<Connection> publish(String token, String offerSdp, ClientFacts facts) {
    return unavailable();
  }

  /** A WHEP offer: CONFLICT while the participant does not publish, NOT_FOUND when unknown. */
  public CompletableFuture<Connection> watch(
      String token, ParticipantId publisher, String offerSdp, ClientFacts facts) {
    return unavailable();
  }

  /** Ends a connection by its id and the token that opened it; NOT_FOUND when it is gone. */
  public CompletableFuture<Void> disconnect(String connectionId, String token) {
    return unavailable();
  }

  /** An events connection. */
  public CompletableFuture<Attendance> attend(String token, Attendee attendee) {
    return unavailable();
  }

  /** Dev mode: forgets every stage and all that was in them. Tokens made before are refused. */
  public CompletableFuture<Void> reset() {
    return unavailable();
  }

  /** Dev mode: moves control time and token expiry forward, never media. */
  public CompletableFuture<Void> advance(Duration by) {
    return unavailable();
  }

  /** From any thread. */
  @Override
  public void event(int shard, Event event) {}

  /**
   * Runs what is queued and what became due. One thread only, or a simulation.
   *
   * @param nowNanos monotonic
   * @param wall for rows and token expiry
   */
  public void step(long nowNanos, Instant wall) {}

  /** When {@link #step} must run next if nothing is queued, in its nanoseconds. */
  public long deadline() {
    return Long.MAX_VALUE;
  }

  /** Told from any thread that something was queued: {@link #step} should run soon. */
  public void onWork(Runnable wake) {}

  private static <T> CompletableFuture<T> unavailable() {
    return CompletableFuture.failedFuture(
        new StageException(StageException.Kind.UNAVAILABLE, "the server is starting"));
  }
}
