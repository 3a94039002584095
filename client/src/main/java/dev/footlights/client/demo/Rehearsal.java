package dev.footlights.client.demo;

import dev.footlights.client.http.ClientException;
import dev.footlights.client.media.TestCard;

/**
 * The demo's beginning without an audience: what a server and its clients do in their first
 * seconds, for the JVM to note which classes that takes.
 */
public final class Rehearsal {
  private final DemoServer server;
  private final String region;

  public Rehearsal(DemoServer server, String region) {
    this.server = server;
    this.region = region;
  }

  /**
   * Plays until a replica was seen, and stopped.
   *
   * @throws ClientException when that does not happen
   */
  public void run() {
    try (server;
        Scene scene = Scene.open(Demo.caller(server.start(_ -> {}), region), (_, _, _) -> {})) {
      Act red = scene.act(TestCard.RED);
      Act blue = scene.act(TestCard.BLUE);
      scene.replicate(red, blue);
      scene.awaitPicture(blue, red);
      scene.stop(red, blue);
    }
  }
}
