package dev.footlights.store.sql;

import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.RowChange;
import dev.footlights.stage.repository.RowChange.Clear;
import dev.footlights.stage.repository.RowChange.DeleteResource;
import dev.footlights.stage.repository.RowChange.DeleteStage;
import dev.footlights.stage.repository.RowChange.PutParticipant;
import dev.footlights.stage.repository.RowChange.PutReplica;
import dev.footlights.stage.repository.RowChange.PutResource;
import dev.footlights.stage.repository.RowChange.PutRevocation;
import dev.footlights.stage.repository.RowChange.PutServerKey;
import dev.footlights.stage.repository.RowChange.PutSession;
import dev.footlights.stage.repository.RowChange.PutStage;
import dev.footlights.stage.resource.IngestConfiguration;
import dev.footlights.stage.resource.Resource;
import dev.footlights.stage.session.Session;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.Revocation;
import dev.footlights.stage.token.ServerKey;
import dev.footlights.store.Nanos;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Writes the rows and events of a change, within the transaction of its caller. */
final class Writes {
  private static final String STAGE =
      put("stage", 1, "arn account region name tags recording active_session");

  private static final String SESSION = put("stage_session", 1, "id stage started ended");

  private static final String PARTICIPANT =
      put(
          "participant",
          3,
          "stage session id user_id attributes state first_join published publishing protocol"
              + " recording_state client replication_type replication_state source_stage"
              + " source_session");

  private static final String REPLICA =
      put(
          "replica",
          1,
          "number source_stage source_session participant destination_stage destination_session"
              + " attributes reconnect_window state started ended end_reason listed owed");

  private static final String REVOCATION = put("revocation", 2, "stage participant until");

  private static final String SERVER_KEY = put("server_key", 1, "slot kid jwk");

  private static final String RESOURCE = put("resource", 1, "arn account region type stage body");

  private static final String DELIVERY = put("delivery", 1, "receiver position");

  private static final String EVENT =
      insert(
          "participant_event",
          "stage seq position session participant user_id name happened remote_participant"
              + " error_code destination_stage destination_session replica source_stage"
              + " source_session previous_token new_token");

  /** Of a stage, or of the whole log. */
  private static final String NEXT =
      """
      insert into log_head (stage, last) values (:stage, 1)
      on conflict (stage) do update set last = log_head.last + 1
      returning last
      """;

  /** Under which log_head keeps the position; no stage has this name. */
  static final String WHOLE_LOG = "";

  private static final List<String> CLEARED =
      List.of(
          "stage",
          "stage_session",
          "participant",
          "participant_event",
          "replica",
          "revocation",
          "resource");

  private Writes() {}

  /**
   * An insert that replaces the row whose key, the first {@code keys} columns, is there already.
   */
  private static String put(String table, int keys, String columns) {
    List<String> all = List.of(columns.split(" "));
    return insert(table, columns)
        + " on conflict ("
        + String.join(", ", all.subList(0, keys))
        + ") do update set "
        + all.subList(keys, all.size()).stream()
            .map(c -> c + " = excluded." + c)
            .collect(Collectors.joining(", "));
  }

  private static String insert(String table, String columns) {
    List<String> all = List.of(columns.split(" "));
    return "insert into "
        + table
        + " ("
        + String.join(", ", all)
        + ") values ("
        + all.stream().map(c -> ":" + c).collect(Collectors.joining(", "))
        + ")";
  }

  static void apply(Handle handle, Change change) {
    for (RowChange row : change.rows()) {
      apply(handle, row);
    }
    for (ParticipantEvent event : change.events()) {
      append(handle, event);
    }
  }

  private static void apply(Handle handle, RowChange row) {
    switch (row) {
      case PutStage(Stage stage) -> put(handle, stage);
      case DeleteStage delete ->
          handle.execute("delete from stage where arn = ?", delete.arn().toString());
      case PutSession(Session session) -> put(handle, session);
      case PutParticipant(Participant participant) -> put(handle, participant);
      case PutReplica(Replica replica) -> put(handle, replica);
      case PutRevocation(Revocation revocation) -> put(handle, revocation);
      case PutServerKey(ServerKey key) -> put(handle, key);
      case PutResource(Resource resource) -> put(handle, resource);
      case DeleteResource delete ->
          handle.execute("delete from resource where arn = ?", delete.arn().toString());
      case Clear clear -> CLEARED.forEach(table -> handle.execute("delete from " + table));
    }
  }

  private static void put(Handle handle, Stage stage) {
    handle
        .createUpdate(STAGE)
        .bind("arn", stage.arn().toString())
        .bind("account", stage.arn().account())
        .bind("region", stage.arn().region())
        .bind("name", stage.name())
        .bind("tags", Columns.json(stage.tags()))
        .bind("recording", Columns.json(stage.recording()))
        .bind("active_session", Columns.text(stage.activeSession()))
        .execute();
  }

  private static void put(Handle handle, Session session) {
    handle
        .createUpdate(SESSION)
        .bind("id", session.id().value())
        .bind("stage", session.stage().toString())
        .bind("started", Nanos.of(session.start()))
        .bind("ended", Nanos.ofNullable(session.end()))
        .execute();
  }

  private static void put(Handle handle, Participant p) {
    handle
        .createUpdate(PARTICIPANT)
        .bind("stage", p.stage().toString())
        .bind("session", p.session().value())
        .bind("id", p.id().value())
        .bind("user_id", p.userId())
        .bind("attributes", Columns.json(p.attributes()))
        .bind("state", p.state().name())
        .bind("first_join", Nanos.of(p.firstJoinTime()))
        .bind("published", p.published())
        .bind("publishing", p.publishing())
        .bind("protocol", p.protocol().name())
        .bind("recording_state", p.recordingState().name())
        .bind("client", Columns.json(p.client()))
        .bind("replication_type", p.replicationType().name())
        .bind("replication_state", Columns.text(p.replicationState()))
        .bind("source_stage", Columns.text(p.sourceStage()))
        .bind("source_session", Columns.text(p.sourceSession()))
        .execute();
  }

  private static void put(Handle handle, Replica r) {
    handle
        .createUpdate(REPLICA)
        .bind("number", r.number())
        .bind("source_stage", r.sourceStage().toString())
        .bind("source_session", r.sourceSession().value())
        .bind("participant", r.participant().value())
        .bind("destination_stage", r.destinationStage().toString())
        .bind("destination_session", r.destinationSession().value())
        .bind("attributes", Columns.json(r.attributes()))
        .bind("reconnect_window", r.reconnectWindow().toNanos())
        .bind("state", r.state().name())
        .bind("started", Nanos.of(r.started()))
        .bind("ended", Nanos.ofNullable(r.ended()))
        .bind("end_reason", r.endReason() == null ? null : r.endReason().name())
        .bind("listed", r.listed())
        .bind("owed", Columns.json(r.owed()))
        .execute();
  }

  private static void put(Handle handle, Revocation revocation) {
    handle
        .createUpdate(REVOCATION)
        .bind("stage", revocation.stage().toString())
        .bind("participant", revocation.participant().value())
        .bind("until", Nanos.of(revocation.until()))
        .execute();
  }

  private static void put(Handle handle, ServerKey key) {
    handle
        .createUpdate(SERVER_KEY)
        .bind("slot", 1)
        .bind("kid", key.kid())
        .bind("jwk", key.jwk())
        .execute();
  }

  private static void put(Handle handle, Resource resource) {
    StageArn attached = resource instanceof IngestConfiguration ingest ? ingest.stage() : null;
    handle
        .createUpdate(RESOURCE)
        .bind("arn", resource.arn().toString())
        .bind("account", resource.arn().account())
        .bind("region", resource.arn().region())
        .bind("type", resource.arn().type().name())
        .bind("stage", Columns.text(attached))
        .bind("body", Columns.json((Record) resource))
        .execute();
  }

  private static void append(Handle handle, ParticipantEvent event) {
    handle
        .createUpdate(EVENT)
        .bind("stage", event.stage().toString())
        .bind("seq", next(handle, event.stage().toString()))
        .bind("position", next(handle, WHOLE_LOG))
        .bind("session", event.session().value())
        .bind("participant", event.participant().value())
        .bind("user_id", event.userId())
        .bind("name", event.name().name())
        .bind("happened", Nanos.of(event.time()))
        .bind("remote_participant", Columns.text(event.remoteParticipant()))
        .bind("error_code", event.errorCode() == null ? null : event.errorCode().name())
        .bind("destination_stage", Columns.text(event.destinationStage()))
        .bind("destination_session", Columns.text(event.destinationSession()))
        .bind("replica", event.replica())
        .bind("source_stage", Columns.text(event.sourceStage()))
        .bind("source_session", Columns.text(event.sourceSession()))
        .bind("previous_token", Columns.jsonOrNull(event.previousToken()))
        .bind("new_token", Columns.jsonOrNull(event.newToken()))
        .execute();
  }

  private static long next(Handle handle, String stage) {
    return handle.createQuery(NEXT).bind("stage", stage).mapTo(Long.class).one();
  }

  static void advance(Handle handle, String receiver, long position) {
    handle.createUpdate(DELIVERY).bind("receiver", receiver).bind("position", position).execute();
  }
}
