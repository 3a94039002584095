package dev.footlights.client.demo;

import dev.footlights.client.http.AwsCaller;
import dev.footlights.client.http.ClientException;
import dev.footlights.client.media.TestCard;
import dev.footlights.sign.Credentials;
import java.io.PrintStream;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** Two stages that see each other, for a person who tries the calls on them, until Ctrl-C. */
public final class Demo {
  private static final String TEST = "test";

  private final DemoServer server;
  private final String region;
  private final PrintStream out;

  public Demo(DemoServer server, String region, PrintStream out) {
    this.server = server;
    this.region = region;
    this.out = out;
  }

  /**
   * Tells the story until the process is asked to end; nothing is left behind.
   *
   * @return the exit code, when it could not begin
   */
  public int run() {
    var reporter = new Reporter(out);
    var stopped = new CountDownLatch(1);
    out.println("Starting a server, two stages and two test cards ...");
    try (server;
        reporter) {
      URI base = server.start(reporter::call);
      try (Scene scene = Scene.open(caller(base, region), reporter)) {
        Act red = scene.act(TestCard.RED);
        Act blue = scene.act(TestCard.BLUE);
        scene.replicate(red, blue);
        scene.replicate(blue, red);
        scene.awaitPicture(blue, red);
        scene.awaitPicture(red, blue);
        introduce(base, red, blue);
        reporter.begin(scene);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(scene, stopped)));
        stopped.await();
      }
      return 0;
    } catch (ClientException e) {
      out.println("demo: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** The publishers leave first, so that the server sees them go. */
  private void leave(Scene scene, CountDownLatch stopped) {
    scene.close();
    server.close();
    stopped.countDown();
  }

  static AwsCaller caller(URI base, String region) {
    return new AwsCaller(base, new Credentials(TEST, TEST), region);
  }

  private void introduce(URI base, Act red, Act blue) {
    out.printf("%nTwo stages, a test card in each, and each card seen in both stages.%n%n");
    out.printf("  console  %s%n", base.resolve("/console"));
    for (Act act : new Act[] {red, blue}) {
      out.printf(
          "  %-7s  %s%n           participant %s, a tone of %d Hz%n",
          act.colour(), act.arn(), act.hostId(), act.card().hertz());
    }
    out.printf("  %-7s  demo-viewer, in both stages, counts what arrives%n", "viewer");
    var call = new SeedCall(base, region, red, blue);
    out.printf(
        "%nTake the red card out of the blue stage, with Python (boto3), pasted into another terminal:%n%n");
    out.print(call.boto3());
    out.printf("%nor with the AWS CLI:%n%n");
    out.print(call.commandLine());
    out.printf("%nor in Java (AWS SDK 2):%n%n");
    out.print(call.java());
    out.printf("%nWhat happens is told here. Ctrl-C ends it and leaves nothing behind.%n%n");
    out.flush();
  }
}
