package dev.footlights.stage.session;

import dev.footlights.stage.Moment;
import dev.footlights.stage.Outcome;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.RowChange.PutReplica;
import dev.footlights.stage.repository.RowChange.PutSession;
import dev.footlights.stage.repository.RowChange.PutStage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A session begins with the first join and ends some time after the last participant left, but not
 * before a reconnect window that belongs to it.
 */
public final class Sessions {
  private final long endNanos;
  private final RandomGenerator random;
  private final Map<StageArn, LiveStage> deserted = new LinkedHashMap<>();

  public Sessions(Duration end, RandomGenerator random) {
    this.endNanos = end.toNanos();
    this.random = random;
  }

  /** Opens the stage's session unless it is open. */
  public void open(LiveStage stage, Moment now, Outcome out) {
    if (stage.session() != null) {
      return;
    }
    var session = new Session(stage.arn(), Ids.session(random), now.wall(), null);
    stage.open(session, stage.row().withActiveSession(session.id()));
    out.put(new PutSession(session));
    out.put(new PutStage(stage.row()));
  }

  /** To be called after whatever may leave a stage without anybody, or bring somebody. */
  public void settle(LiveStage stage) {
    if (stage.session() != null && !stage.occupied()) {
      deserted.put(stage.arn(), stage);
    } else {
      deserted.remove(stage.arn());
    }
  }

  /** Ends the open session, if any: its replications are listed no longer. */
  public void end(LiveStage stage, Moment now, Outcome out) {
    deserted.remove(stage.arn());
    Session session = stage.session();
    if (session == null) {
      return;
    }
    for (Replica replica : stage.ended()) {
      out.put(new PutReplica(replica.unlisted()));
    }
    stage.close(stage.row().withActiveSession(null));
    out.put(new PutSession(session.endedAt(now.wall())));
    out.put(new PutStage(stage.row()));
  }

  public void tick(Moment now, Outcome out) {
    for (LiveStage stage : List.copyOf(deserted.values())) {
      if (due(stage) <= now.nanos()) {
        end(stage, now, out);
      }
    }
  }

  public long deadline() {
    long earliest = Moment.NEVER;
    for (LiveStage stage : deserted.values()) {
      earliest = Math.min(earliest, due(stage));
    }
    return earliest;
  }

  public void clear() {
    deserted.clear();
  }

  private long due(LiveStage stage) {
    return stage.lastLeft() + endNanos;
  }
}
