package dev.footlights.testing;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who watches a participant, until closed or ended by the server. */
public final class Viewer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern FRAMES = Pattern.compile("\"decodable\":(\\d+)");
  private static final String ENDED = "{\"ended\":";

  private final Child child;
  private volatile boolean connected;
  private volatile long frames;

  Viewer(Server server, String stageArn, String participantId) {
    StageName stage = StageName.parse(stageArn);
    List<String> arguments =
        List.of("watch", "--stage", stage.arn(), "--participant", participantId, "--json");
    child = server.program("the viewer", stage, arguments, this::heard);
    try {
      child.await("it was connected", PATIENCE, () -> connected ? this : null);
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
  }

  /** Totals come ten times a second: they are read, and the rest is remembered. */
  private boolean heard(String line) {
    Matcher m = FRAMES.matcher(line);
    if (!m.find()) {
      return true;
    }
    frames = Long.parseLong(m.group(1));
    connected = true;
    return false;
  }

  /** Frames that a decoder could show, since it came. Told ten times a second. */
  public long frames() {
    return frames;
  }

  /**
   * Waits until there were so many frames in all.
   *
   * @throws AssertionError when there were not in that time, or the server ended the viewer before
   */
  public void awaitFrames(long count, Duration within) {
    try {
      child.await(count + " frames had come", within, () -> frames >= count ? this : null);
    } catch (IllegalStateException e) {
      throw new AssertionError(frames + " frames had come; " + e.getMessage(), e);
    }
  }

  /**
   * Waits until the server has ended it, as it does when the participant leaves the stage.
   *
   * @throws AssertionError when it did not in that time
   */
  public void awaitEnd(Duration within) {
    try {
      child.awaitLine("the server ended it", within, line -> line.startsWith(ENDED));
    } catch (IllegalStateException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** Leaves. */
  @Override
  public void close() {
    child.close();
  }
}
