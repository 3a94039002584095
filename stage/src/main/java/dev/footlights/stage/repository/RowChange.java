package dev.footlights.stage.repository;

import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.resource.Resource;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.session.Session;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.Revocation;
import dev.footlights.stage.token.ServerKey;

/** One row written or removed. Put writes the row, whether its key is there already or not. */
public sealed interface RowChange {

  /** Key: arn. */
  record PutStage(Stage stage) implements RowChange {}

  /** Removes the stage's row alone: its sessions, participants and events stay. */
  record DeleteStage(StageArn arn) implements RowChange {}

  /** Key: id. */
  record PutSession(Session session) implements RowChange {}

  /** Key: stage, session, id. */
  record PutParticipant(Participant participant) implements RowChange {}

  /** Key: number. */
  record PutReplica(Replica replica) implements RowChange {}

  /** Key: stage, participant. */
  record PutRevocation(Revocation revocation) implements RowChange {}

  /** Replaces the one there is. */
  record PutServerKey(ServerKey key) implements RowChange {}

  /** Key: arn. */
  record PutResource(Resource resource) implements RowChange {}

  record DeleteResource(ResourceArn arn) implements RowChange {}

  /**
   * Removes every row and event but the server's key. The log's positions and the sequence numbers
   * of stages go on.
   */
  record Clear() implements RowChange {}
}
