package dev.footlights.rtc.feedback;

import java.util.ArrayList;
import java.util.List;

/** What messages told, one line a packet. */
final class Told implements FeedbackReader.Arrivals {
  final List<String> lines = new ArrayList<>();
  int arrived;
  int lost;

  @Override
  public void received(int transportSequence, long arrivalNanos) {
    arrived++;
    lines.add(transportSequence + " at " + arrivalNanos / 250_000);
  }

  @Override
  public void lost(int transportSequence, int count) {
    lost += count;
    lines.add(transportSequence + " lost " + count);
  }
}
