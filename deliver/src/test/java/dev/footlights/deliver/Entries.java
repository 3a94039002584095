package dev.footlights.deliver;

import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.Store;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.StageArn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Entries of a log, and what must hold of those that a receiver was told. */
public final class Entries {
  public static final Instant T0 = Instant.parse("2026-01-02T03:04:05.123456789Z");
  private static final Scope SCOPE = new Scope("111122223333", "us-west-2");

  private Entries() {}

  public static StageArn stage(String id) {
    return StageArn.of(SCOPE, id);
  }

  public static ParticipantEvent event(String stage, EventName name) {
    return new ParticipantEvent(
        stage(stage),
        new SessionId("st-" + stage),
        ParticipantId.of("p1p1p1p1p1p1"),
        "host-a",
        name,
        T0,
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        null,
        null);
  }

  public static LoggedEvent logged(ParticipantEvent event) {
    return new LoggedEvent(7, 3, event);
  }

  public static void commit(Store store, ParticipantEvent... events) {
    store.commit(new Change(List.of(), List.of(events))).join();
  }

  /** Of each stage the sequence numbers, in the order in which they were first told. */
  public static Map<String, List<Long>> firsts(List<LoggedEvent> told) {
    Map<String, List<Long>> firsts = new TreeMap<>();
    for (LoggedEvent entry : told) {
      List<Long> seen =
          firsts.computeIfAbsent(entry.event().stage().id(), stage -> new ArrayList<>());
      if (!seen.contains(entry.sequence())) {
        seen.add(entry.sequence());
      }
    }
    return firsts;
  }
}
