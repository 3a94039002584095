package dev.footlights.deliver;

import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Remembers what it was told, and answers as it is told to. */
final class ScriptedReceiver implements Receiver {
  final List<LoggedEvent> told = new ArrayList<>();
  Function<List<LoggedEvent>, Told> answer = entries -> Told.all(entries.size());
  Set<EventName> wanted = EnumSet.allOf(EventName.class);
  int most = 1;

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public String place() {
    return "here";
  }

  @Override
  public boolean wants(EventName event) {
    return wanted.contains(event);
  }

  @Override
  public int most() {
    return most;
  }

  @Override
  public Told tell(List<LoggedEvent> entries) {
    told.addAll(entries);
    return answer.apply(entries);
  }

  @Override
  public void close() {}
}
