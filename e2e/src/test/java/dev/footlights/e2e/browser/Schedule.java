package dev.footlights.e2e.browser;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which colour a publisher shows when, and its tone: what a viewer must see and hear of it, and of
 * nobody else.
 */
public record Schedule(List<Colour> colours, Duration period, int hertz) {
  /** Colours that stay apart after a codec. */
  public enum Colour {
    RED(200, 20, 20),
    GREEN(20, 160, 20),
    BLUE(20, 20, 200),
    YELLOW(200, 200, 20),
    MAGENTA(200, 20, 200),
    CYAN(20, 200, 200);

    private final int red;
    private final int green;
    private final int blue;

    Colour(int red, int green, int blue) {
      this.red = red;
      this.green = green;
      this.blue = blue;
    }

    String css() {
      return "rgb(" + red + " " + green + " " + blue + ")";
    }

    private int distance(List<Integer> rgb) {
      return Math.abs(red - rgb.get(0))
          + Math.abs(green - rgb.get(1))
          + Math.abs(blue - rgb.get(2));
    }

    private static Colour nearest(List<Integer> rgb) {
      return EnumSet.allOf(Colour.class).stream()
          .min(Comparator.comparingInt(colour -> colour.distance(rgb)))
          .orElseThrow();
    }
  }

  private static final Duration PERIOD = Duration.ofSeconds(2);

  /** Frames this long after a change may still show the colour before it. */
  private static final Duration DELAY = Duration.ofSeconds(1);

  public static Schedule warm() {
    return new Schedule(List.of(Colour.RED, Colour.YELLOW, Colour.MAGENTA), PERIOD, 440);
  }

  public static Schedule cold() {
    return new Schedule(List.of(Colour.BLUE, Colour.GREEN, Colour.CYAN), PERIOD, 1000);
  }

  /** Long enough to see every colour. */
  public Duration round() {
    return period.multipliedBy(colours.size());
  }

  /**
   * What was seen that ought not to have been, in words; empty where all was as scheduled and all
   * colours came.
   */
  public List<String> complaints(List<Tab.Seen> frames) {
    var complaints = new ArrayList<String>();
    Set<Colour> came = EnumSet.noneOf(Colour.class);
    for (Tab.Seen frame : frames) {
      Colour shown = Colour.nearest(frame.colour());
      came.add(shown);
      Colour now = due(frame.at());
      boolean changing = frame.at() % period.toMillis() < DELAY.toMillis();
      if (shown != now && !(changing && shown == due(frame.at() - period.toMillis()))) {
        complaints.add(now + " was due, seen " + shown + " " + frame.colour());
      }
    }
    for (Colour colour : colours) {
      if (!came.contains(colour)) {
        complaints.add(colour + " never came");
      }
    }
    return complaints;
  }

  private Colour due(long at) {
    return colours.get((int) (at / period.toMillis() % colours.size()));
  }
}
