package dev.footlights.stage.repository;

import dev.footlights.stage.Page;
import dev.footlights.stage.PageRequest;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantFilter;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.resource.Resource;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.Session;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.session.StageArn;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where rows outlive the process. No method blocks: futures end on a thread of the store's, or
 * before the method returns. Commits come from one thread; queries from any.
 *
 * <p>A page token that the store did not make ends the future with a VALIDATION refusal.
 */
public interface Store {

  /** What is live, as the last commit left it. */
  CompletableFuture<LiveState> load();

  /**
   * Makes a change durable. Changes become durable, and their futures end, in the order of the
   * calls; a query that begins afterwards sees them.
   */
  CompletableFuture<Void> commit(Change change);

  CompletableFuture<Optional<Stage>> stage(StageArn arn);

  /** Of one account and region, in the order of their ARNs. */
  CompletableFuture<Page<Stage>> stages(Scope scope, PageRequest page);

  CompletableFuture<Optional<Resource>> resource(ResourceArn arn);

  /**
   * Those of a type, of one account and region, in the order of their ARNs.
   *
   * @param attachedTo shows only the ingest configurations of this stage, or null
   */
  CompletableFuture<Page<Resource>> resources(
      Scope scope, ResourceType type, @Nullable StageArn attachedTo, PageRequest page);

  CompletableFuture<Optional<Session>> session(StageArn stage, SessionId id);

  /** Newest first. */
  CompletableFuture<Page<Session>> sessions(StageArn stage, PageRequest page);

  CompletableFuture<Optional<Participant>> participant(
      StageArn stage, SessionId session, ParticipantId id);

  /** In the order of their first join, then of their ids. */
  CompletableFuture<Page<Participant>> participants(
      StageArn stage, SessionId session, ParticipantFilter filter, PageRequest page);

  /** Oldest first: in the order of their commits, and within a change in its order. */
  CompletableFuture<Page<ParticipantEvent>> events(
      StageArn stage, SessionId session, ParticipantId participant, PageRequest page);

  /**
   * Removes sessions that ended before a moment, oldest first, at most so many, with their
   * participants, their events and the replications that began in them; and revocations that ended
   * before it. The future gives how many sessions went.
   */
  CompletableFuture<Integer> forget(Instant endedBefore, int most);

  /** The listed ones of a participant of a source stage, by number. */
  CompletableFuture<Page<Replica>> replicas(
      StageArn sourceStage, ParticipantId participant, PageRequest page);
}
