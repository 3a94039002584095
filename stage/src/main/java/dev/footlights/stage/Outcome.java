package dev.footlights.stage;

import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.RowChange;
import dev.footlights.stage.session.StageArn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one command did, while its rules still run: rows and events, and what others must learn. */
public final class Outcome {
  /**
   * A roster entry that viewers of its stage can watch no longer.
   *
   * @param replica the replication that ended, or null when the participant itself stopped
   */
  public record Gone(StageArn stage, ParticipantId participant, @Nullable Replica replica) {}

  private final List<RowChange> rows = new ArrayList<>();
  private final List<ParticipantEvent> events = new ArrayList<>();
  private final Set<StageArn> changed = new LinkedHashSet<>();
  private final Deque<Gone> gone = new ArrayDeque<>();

  public void put(RowChange row) {
    rows.add(row);
  }

  public void event(ParticipantEvent event) {
    events.add(event);
  }

  /** Attendees of the stage must be told its state. */
  public void changed(StageArn stage) {
    changed.add(stage);
  }

  public void gone(StageArn stage, ParticipantId participant, @Nullable Replica replica) {
    gone.add(new Gone(stage, participant, replica));
  }

  /** The next entry that went, or null when all were taken. */
  public @Nullable Gone takeGone() {
    return gone.poll();
  }

  public Set<StageArn> changed() {
    return changed;
  }

  public Change change() {
    return new Change(rows, events);
  }
}
