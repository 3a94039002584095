package dev.footlights.client.demo;

import dev.footlights.client.http.ClientException;
import dev.footlights.client.http.ParticipantToken;
import dev.footlights.client.net.MediaThread;
import dev.footlights.client.net.Session;
import dev.footlights.client.peer.TrackStats;
import dev.footlights.client.peer.Viewer;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Watches one participant in one stage, whenever the stage shows it, and counts what comes. */
final class Witness implements AutoCloseable {
  /** What a viewer has counted: video, and video with audio. */
  record Count(TrackStats video, TrackStats all) {
    static final Count NONE = new Count(TrackStats.NONE, TrackStats.NONE);

    Count plus(Count other) {
      return new Count(video.plus(other.video), all.plus(other.all));
    }

    Count minus(Count earlier) {
      return new Count(video.minus(earlier.video), all.minus(earlier.all));
    }
  }

  private final MediaThread media;
  private final ParticipantToken token;
  private final String participantId;
  private final ExecutorService work =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

  private Count ended = Count.NONE;
  private @Nullable Session session;
  private @Nullable Viewer viewer;

  Witness(MediaThread media, ParticipantToken token, String participantId) {
    this.media = media;
    this.token = token;
    this.participantId = participantId;
  }

  /**
   * The stage shows the participant as publishing. Returns at once.
   *
   * <p>When it shows it no more the viewer stays as it is: it is the server's to send nothing.
   */
  void shown() {
    work.execute(this::begin);
  }

  private synchronized void begin() {
    end();
    try {
      var next = new Viewer(new SecureRandom());
      session = Session.open(media, token.subscribe(participantId), token.text(), next);
      viewer = next;
    } catch (ClientException e) {
      // It left again before we came: the next state says so.
    }
  }

  private synchronized void end() {
    if (session != null) {
      Count counted = count();
      try {
        session.close();
      } catch (ClientException e) {
        // The server is gone too.
      }
      session = null;
      viewer = null;
      ended = counted;
    }
  }

  /** Everything so far. */
  synchronized Count count() {
    Viewer now = viewer;
    if (now == null) {
      return ended;
    }
    return ended.plus(
        media.ask(
            () -> {
              TrackStats video = now.video();
              return new Count(video, video.plus(now.audio()));
            }));
  }

  /** When the current viewer had its first decodable frame, or {@link TrackStats#NEVER}. */
  synchronized long firstDecodable() {
    Viewer now = viewer;
    return now == null ? TrackStats.NEVER : media.ask(() -> now.video().firstDecodableNanos());
  }

  @Override
  public void close() {
    work.execute(this::end);
    work.close();
  }
}
