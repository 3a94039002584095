package dev.footlights.sim.world;

import dev.footlights.live.presence.Attendance;
import dev.footlights.live.presence.Attendee;
import dev.footlights.live.presence.StageState;
import dev.footlights.stage.participant.ParticipantId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Somebody who is told a stage's events. */
public final class AttendeeHandle implements Attendee {
  private @Nullable Attendance attendance;
  private @Nullable StageState latest;
  private int closeCode;

  void attends(Attendance granted) {
    attendance = granted;
  }

  @Override
  public void state(StageState state) {
    latest = state;
  }

  @Override
  public void closed(int code, String reason) {
    closeCode = code;
  }

  /** Why the server ended it; 0 while it has not. */
  public int closeCode() {
    return closeCode;
  }

  /** What the latest state says of a participant; empty when it is not there. */
  public Optional<StageState.Entry> sees(ParticipantId id) {
    return Objects.requireNonNull(latest, "told a state").participants().stream()
        .filter(entry -> entry.id().equals(id.value()))
        .findFirst();
  }

  /** Asks for another token. */
  public CompletableFuture<Void> exchanges(String token) {
    return Objects.requireNonNull(attendance, "attending").exchange(token);
  }

  public void leaves() {
    Objects.requireNonNull(attendance, "attending").close();
  }
}
