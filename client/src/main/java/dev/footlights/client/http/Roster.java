package dev.footlights.client.http;

import dev.footlights.client.http.StageEvents.Participant;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Who is in a stage at present, as its events tell; for those who wait for a change. */
public final class Roster implements AutoCloseable {
  private final StageEvents events;
  private List<Participant> participants = List.of();
  private String closed = "";

  private Roster(ParticipantToken token, Consumer<List<Participant>> changed) {
    events =
        StageEvents.connect(
            token,
            state -> {
              update(state);
              changed.accept(state);
            },
            this::closed);
  }

  public static Roster of(ParticipantToken token) {
    return new Roster(token, _ -> {});
  }

  /**
   * @param changed told every state, on a thread of the HTTP client: must return soon
   */
  public static Roster of(ParticipantToken token, Consumer<List<Participant>> changed) {
    return new Roster(token, changed);
  }

  private synchronized void update(List<Participant> state) {
    participants = List.copyOf(state);
    notifyAll();
  }

  private synchronized void closed(String reason) {
    closed = reason;
    notifyAll();
  }

  /** Whether the stage shows a participant as publishing. */
  public synchronized boolean isPublishing(String participantId) {
    return participants.stream().anyMatch(isPublisher(participantId));
  }

  /** Waits until the stage shows a participant as publishing; false when the time is over. */
  public boolean awaitPublishing(String participantId, Duration atMost) {
    return await(state -> state.stream().anyMatch(isPublisher(participantId)), atMost);
  }

  private static Predicate<Participant> isPublisher(String id) {
    return participant -> participant.id().equals(id) && participant.isPublishing();
  }

  private synchronized boolean await(Predicate<List<Participant>> wanted, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!wanted.test(participants)) {
      long left = end - System.nanoTime();
      if (left <= 0 || !closed.isEmpty()) {
        return false;
      }
      try {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ClientException("interrupted", e);
      }
    }
    return true;
  }

  @Override
  public void close() {
    events.close();
  }
}
