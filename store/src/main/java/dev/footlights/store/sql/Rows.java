package dev.footlights.store.sql;

import dev.footlights.stage.event.ErrorCode;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.participant.Protocol;
import dev.footlights.stage.participant.RecordingState;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.participant.ReplicationType;
import dev.footlights.stage.recording.RecordingConfiguration;
import dev.footlights.stage.replication.EndReason;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.resource.EncoderConfiguration;
import dev.footlights.stage.resource.IngestConfiguration;
import dev.footlights.stage.resource.PublicKey;
import dev.footlights.stage.resource.Resource;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.resource.StorageConfiguration;
import dev.footlights.stage.session.Session;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.ExchangedToken;
import dev.footlights.stage.token.Revocation;
import dev.footlights.stage.token.ServerKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Reads one row of each table. */
final class Rows {
  private Rows() {}

  static Stage stage(ResultSet r) throws SQLException {
    RecordingConfiguration recording =
        Columns.nullable(r, "recording", RecordingConfiguration.class);
    return new Stage(
        StageArn.parse(r.getString("arn")),
        r.getString("name"),
        Columns.texts(r, "tags"),
        recording == null ? RecordingConfiguration.NONE : recording,
        Columns.nullable(r, "active_session", SessionId::new));
  }

  static Session session(ResultSet r) throws SQLException {
    return new Session(
        StageArn.parse(r.getString("stage")),
        new SessionId(r.getString("id")),
        Columns.time(r, "started"),
        Columns.nullableTime(r, "ended"));
  }

  static Participant participant(ResultSet r) throws SQLException {
    return new Participant(
        StageArn.parse(r.getString("stage")),
        new SessionId(r.getString("session")),
        ParticipantId.of(r.getString("id")),
        r.getString("user_id"),
        Columns.texts(r, "attributes"),
        ParticipantState.valueOf(r.getString("state")),
        Columns.time(r, "first_join"),
        r.getBoolean("published"),
        r.getBoolean("publishing"),
        Protocol.valueOf(r.getString("protocol")),
        RecordingState.valueOf(r.getString("recording_state")),
        Columns.record(r, "client", ClientFacts.class),
        ReplicationType.valueOf(r.getString("replication_type")),
        Columns.nullable(r, "replication_state", ReplicationState::valueOf),
        Columns.nullable(r, "source_stage", StageArn::parse),
        Columns.nullable(r, "source_session", SessionId::new));
  }

  static ParticipantEvent event(ResultSet r) throws SQLException {
    return new ParticipantEvent(
        StageArn.parse(r.getString("stage")),
        new SessionId(r.getString("session")),
        ParticipantId.of(r.getString("participant")),
        r.getString("user_id"),
        EventName.valueOf(r.getString("name")),
        Columns.time(r, "happened"),
        Columns.nullable(r, "remote_participant", ParticipantId::of),
        Columns.nullable(r, "error_code", ErrorCode::valueOf),
        Columns.nullable(r, "destination_stage", StageArn::parse),
        Columns.nullable(r, "destination_session", SessionId::new),
        r.getBoolean("replica"),
        Columns.nullable(r, "source_stage", StageArn::parse),
        Columns.nullable(r, "source_session", SessionId::new),
        Columns.nullable(r, "previous_token", ExchangedToken.class),
        Columns.nullable(r, "new_token", ExchangedToken.class));
  }

  static LoggedEvent logged(ResultSet r) throws SQLException {
    return new LoggedEvent(r.getLong("position"), r.getLong("seq"), event(r));
  }

  static Resource resource(ResultSet r) throws SQLException {
    Class<? extends Resource> type =
        switch (ResourceType.valueOf(r.getString("type"))) {
          case INGEST_CONFIGURATION -> IngestConfiguration.class;
          case PUBLIC_KEY -> PublicKey.class;
          case ENCODER_CONFIGURATION -> EncoderConfiguration.class;
          case STORAGE_CONFIGURATION -> StorageConfiguration.class;
        };
    return Columns.record(r, "body", type);
  }

  static Replica replica(ResultSet r) throws SQLException {
    return new Replica(
        r.getLong("number"),
        StageArn.parse(r.getString("source_stage")),
        new SessionId(r.getString("source_session")),
        ParticipantId.of(r.getString("participant")),
        StageArn.parse(r.getString("destination_stage")),
        new SessionId(r.getString("destination_session")),
        Columns.texts(r, "attributes"),
        Duration.ofNanos(r.getLong("reconnect_window")),
        ReplicationState.valueOf(r.getString("state")),
        Columns.time(r, "started"),
        Columns.nullableTime(r, "ended"),
        Columns.nullable(r, "end_reason", EndReason::valueOf),
        r.getBoolean("listed"),
        Columns.numbers(r, "owed"));
  }

  static Revocation revocation(ResultSet r) throws SQLException {
    return new Revocation(
        StageArn.parse(r.getString("stage")),
        ParticipantId.of(r.getString("participant")),
        Columns.time(r, "until"));
  }

  static ServerKey serverKey(ResultSet r) throws SQLException {
    return new ServerKey(r.getString("kid"), r.getString("jwk"));
  }
}
