package dev.footlights.client.terminal;

import dev.footlights.client.http.ClientException;
import dev.footlights.client.http.ParticipantToken;
import dev.footlights.client.http.Roster;
import dev.footlights.client.media.TestCard;
import dev.footlights.client.net.MediaThread;
import dev.footlights.client.net.Pause;
import dev.footlights.client.net.Session;
import dev.footlights.client.peer.TestCardPublisher;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;

/** Publishes a test card until the process ends or the server ends it. */
public final class Publish {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Entrance entrance;
  private final TestCard card;
  private final PrintStream out;

  public Publish(Entrance entrance, TestCard card, PrintStream out) {
    this.entrance = entrance;
    this.card = card;
    this.out = out;
  }

  /**
   * Prints {@code PUBLISHING} and the participant's id when the stage shows it.
   *
   * @return the exit code, when the server ended it
   */
  public int run() {
    ParticipantToken token = entrance.token(card.colour(), "PUBLISH", "SUBSCRIBE");
    var media = new MediaThread();
    try (Roster roster = Roster.of(token)) {
      var publisher = new TestCardPublisher(card, new SecureRandom());
      Session session = Session.open(media, token.whip(), token.text(), publisher);
      var leave = new Thread(() -> leave(media, session));
      Runtime.getRuntime().addShutdownHook(leave);
      session.connected();
      if (!roster.awaitPublishing(token.participantId(), PATIENCE)) {
        throw new ClientException(
            "connected, but the stage does not show it within " + PATIENCE.toSeconds() + " s");
      }
      out.println("PUBLISHING " + token.participantId());
      out.flush();
      while (!session.isOver()) {
        Pause.of(LOOK);
      }
      out.println("ENDED " + session.failure());
      return 1;
    }
  }

  private static void leave(MediaThread media, Session session) {
    try {
      session.close();
    } catch (ClientException e) {
      // The server is gone: nobody is left to be told.
    }
    media.close();
  }
}
