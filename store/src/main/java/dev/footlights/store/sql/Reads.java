package dev.footlights.store.sql;

import dev.footlights.stage.Page;
import dev.footlights.stage.PageRequest;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantFilter;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.LiveState;
import dev.footlights.stage.resource.Resource;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.Session;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.session.StageArn;
import dev.footlights.store.Keyed;
import dev.footlights.store.Listing;
import dev.footlights.store.PageKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The queries. Each runs on the thread that owns the handle. */
final class Reads {
  private Reads() {}

  /** Reads one row, which is never null. */
  private interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  static LiveState load(Handle handle) {
    // One transaction: the parts of what is live belong to the same commit.
    return handle.inTransaction(
        h ->
            new LiveState(
                all(h, "select * from stage order by arn", Rows::stage),
                all(h, "select * from resource order by arn", Rows::resource),
                all(
                    h,
                    "select * from stage_session where ended is null order by id",
                    Rows::session),
                all(
                    h,
                    """
                    select p.* from participant p
                    join stage_session s on s.id = p.session and s.stage = p.stage
                    where s.ended is null
                      and (p.state = 'CONNECTED' or p.replication_state = 'ACTIVE')
                    order by p.stage, p.session, p.first_join, p.id
                    """,
                    Rows::participant),
                all(h, "select * from replica where listed order by number", Rows::replica),
                all(h, "select * from revocation order by stage, participant", Rows::revocation),
                one(h.createQuery("select * from server_key"), Rows::serverKey).orElse(null),
                h.createQuery("select coalesce(max(number), 0) from replica")
                    .mapTo(Long.class)
                    .one()));
  }

  static Optional<Stage> stage(Handle handle, StageArn arn) {
    return one(
        handle.createQuery("select * from stage where arn = :arn").bind("arn", arn.toString()),
        Rows::stage);
  }

  static Page<Stage> stages(Handle handle, Scope scope, PageRequest page) {
    PageKey after = PageKey.before(Listing.STAGES, page);
    Query query =
        handle
            .createQuery(
                """
                select *, 0 as key_number, arn as key_text from stage
                where account = :account and region = :region and arn > :text
                order by arn limit :limit
                """)
            .bind("account", scope.account())
            .bind("region", scope.region())
            .bind("text", after.text());
    return page(query, Listing.STAGES, page, Rows::stage);
  }

  static Optional<Resource> resource(Handle handle, ResourceArn arn) {
    return one(
        handle.createQuery("select * from resource where arn = :arn").bind("arn", arn.toString()),
        Rows::resource);
  }

  static Page<Resource> resources(
      Handle handle,
      Scope scope,
      ResourceType type,
      @Nullable StageArn attachedTo,
      PageRequest page) {
    PageKey after = PageKey.before(Listing.RESOURCES, page);
    StringBuilder sql =
        new StringBuilder(
            """
            select *, 0 as key_number, arn as key_text from resource
            where account = :account and region = :region and type = :type and arn > :text
            """);
    if (attachedTo != null) {
      sql.append(" and stage = :stage");
    }
    Query query =
        handle
            .createQuery(sql.append(" order by arn limit :limit"))
            .bind("account", scope.account())
            .bind("region", scope.region())
            .bind("type", type.name())
            .bind("text", after.text());
    if (attachedTo != null) {
      query.bind("stage", attachedTo.toString());
    }
    return page(query, Listing.RESOURCES, page, Rows::resource);
  }

  static long head(Handle handle) {
    return handle
        .createQuery("select last from log_head where stage = :stage")
        .bind("stage", Writes.WHOLE_LOG)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  static List<LoggedEvent> log(Handle handle, long afterPosition, int most) {
    return handle
        .createQuery(
            """
            select * from participant_event where position > :position
            order by position limit :limit
            """)
        .bind("position", Math.max(0, afterPosition))
        .bind("limit", most)
        .map((row, context) -> Rows.logged(row))
        .list();
  }

  static List<LoggedEvent> log(Handle handle, StageArn stage, long afterSequence, int most) {
    return handle
        .createQuery(
            """
            select * from participant_event where stage = :stage and seq > :seq
            order by seq limit :limit
            """)
        .bind("stage", stage.toString())
        .bind("seq", afterSequence)
        .bind("limit", most)
        .map((row, context) -> Rows.logged(row))
        .list();
  }

  static long cursor(Handle handle, String receiver) {
    return handle
        .createQuery("select position from delivery where receiver = :receiver")
        .bind("receiver", receiver)
        .mapTo(Long.class)
        .findOne()
        .orElse(-1L);
  }

  static Optional<Session> session(Handle handle, StageArn stage, SessionId id) {
    return one(
        handle
            .createQuery("select * from stage_session where id = :id and stage = :stage")
            .bind("id", id.value())
            .bind("stage", stage.toString()),
        Rows::session);
  }

  static Page<Session> sessions(Handle handle, StageArn stage, PageRequest page) {
    PageKey after = PageKey.before(Listing.SESSIONS, page);
    Query query =
        handle
            .createQuery(
                """
                select *, started as key_number, id as key_text from stage_session
                where stage = :stage and (started, id) < (:number, :text)
                order by started desc, id desc limit :limit
                """)
            .bind("stage", stage.toString())
            .bind("number", after.number())
            .bind("text", after.text());
    return page(query, Listing.SESSIONS, page, Rows::session);
  }

  static Optional<Participant> participant(
      Handle handle, StageArn stage, SessionId session, ParticipantId id) {
    return one(
        handle
            .createQuery(
                """
                select * from participant
                where stage = :stage and session = :session and id = :id
                """)
            .bind("stage", stage.toString())
            .bind("session", session.value())
            .bind("id", id.value()),
        Rows::participant);
  }

  static Page<Participant> participants(
      Handle handle,
      StageArn stage,
      SessionId session,
      ParticipantFilter filter,
      PageRequest page) {
    PageKey after = PageKey.before(Listing.PARTICIPANTS, page);
    StringBuilder sql =
        new StringBuilder(
            """
            select *, first_join as key_number, id as key_text from participant
            where stage = :stage and session = :session and (first_join, id) > (:number, :text)
            """);
    if (filter.userId() != null) {
      sql.append(" and user_id = :user_id");
    }
    if (filter.published() != null) {
      sql.append(" and published = :published");
    }
    if (filter.state() != null) {
      sql.append(" and state = :state");
    }
    if (filter.recordingState() != null) {
      sql.append(" and recording_state = :recording_state");
    }
    Query query =
        handle
            .createQuery(sql.append(" order by first_join, id limit :limit"))
            .bind("stage", stage.toString())
            .bind("session", session.value())
            .bind("number", after.number())
            .bind("text", after.text());
    if (filter.userId() != null) {
      query.bind("user_id", filter.userId());
    }
    if (filter.published() != null) {
      query.bind("published", filter.published());
    }
    if (filter.state() != null) {
      query.bind("state", filter.state().name());
    }
    if (filter.recordingState() != null) {
      query.bind("recording_state", filter.recordingState().name());
    }
    return page(query, Listing.PARTICIPANTS, page, Rows::participant);
  }

  static Page<ParticipantEvent> events(
      Handle handle,
      StageArn stage,
      SessionId session,
      ParticipantId participant,
      PageRequest page) {
    PageKey after = PageKey.before(Listing.EVENTS, page);
    Query query =
        handle
            .createQuery(
                """
                select *, seq as key_number, '' as key_text from participant_event
                where stage = :stage and session = :session and participant = :participant
                  and seq > :number
                order by seq limit :limit
                """)
            .bind("stage", stage.toString())
            .bind("session", session.value())
            .bind("participant", participant.value())
            .bind("number", after.number());
    return page(query, Listing.EVENTS, page, Rows::event);
  }

  static Page<Replica> replicas(
      Handle handle, StageArn sourceStage, ParticipantId participant, PageRequest page) {
    PageKey after = PageKey.before(Listing.REPLICAS, page);
    Query query =
        handle
            .createQuery(
                """
                select *, number as key_number, '' as key_text from replica
                where listed and source_stage = :stage and participant = :participant
                  and number > :number
                order by number limit :limit
                """)
            .bind("stage", sourceStage.toString())
            .bind("participant", participant.value())
            .bind("number", after.number());
    return page(query, Listing.REPLICAS, page, Rows::replica);
  }

  private static <T> List<T> all(Handle handle, String sql, Mapper<T> mapper) {
    return handle.createQuery(sql).map((row, context) -> mapper.map(row)).list();
  }

  private static <T> Optional<T> one(Query query, Mapper<T> mapper) {
    return query.map((row, context) -> mapper.map(row)).findOne();
  }

  private static <T> Page<T> page(
      Query query, Listing listing, PageRequest page, Mapper<T> mapper) {
    List<Keyed<T>> rows =
        query
            .bind("limit", Keyed.limit(page))
            .map(
                (row, context) ->
                    new Keyed<>(
                        new PageKey(row.getLong("key_number"), row.getString("key_text")),
                        mapper.map(row)))
            .list();
    return Keyed.page(listing, page, rows);
  }
}
