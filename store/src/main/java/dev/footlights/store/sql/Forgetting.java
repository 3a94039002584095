package dev.footlights.store.sql;

import dev.footlights.store.Nanos;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Removes what nobody may ask for any more, within the transaction of its caller. */
final class Forgetting {
  /** What belongs to a session, and under which name it says so. */
  private static final List<String> PARTS =
      List.of(
          "delete from participant where stage = :stage and session = :session",
          "delete from participant_event where stage = :stage and session = :session",
          "delete from replica where source_stage = :stage and source_session = :session",
          "delete from stage_session where stage = :stage and id = :session");

  private record Ended(String stage, String session) {}

  private Forgetting() {}

  /** How many sessions went. */
  static int sessions(Handle handle, Instant endedBefore, int most) {
    List<Ended> ended =
        handle
            .createQuery(
                "select stage, id from stage_session where ended < :moment"
                    + " order by ended, id limit :most")
            .bind("moment", Nanos.of(endedBefore))
            .bind("most", most)
            .map((row, context) -> new Ended(row.getString("stage"), row.getString("id")))
            .list();
    for (Ended one : ended) {
      for (String part : PARTS) {
        handle
            .createUpdate(part)
            .bind("session", one.session())
            .bind("stage", one.stage())
            .execute();
      }
    }
    handle.execute("delete from revocation where until < ?", Nanos.of(endedBefore));
    return ended.size();
  }
}
