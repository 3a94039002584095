package dev.footlights.store.sql;

import static dev.footlights.store.Samples.arn;
import static dev.footlights.store.Samples.event;
import static dev.footlights.store.Samples.stage;

import dev.footlights.stage.event.EventName;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.RowChange.PutStage;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.session.StageArn;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Commits changes until it is killed and prints the number of each one that was acknowledged.
 * Change <i>n</i> makes the stage {@code n} and an event of it.
 */
final class KilledWriter {
  /** Changes asked for and not yet acknowledged: enough that transactions carry several. */
  private static final int IN_FLIGHT = 16;

  private KilledWriter() {}

  public static void main(String[] args) throws InterruptedException {
    PrintStream out = System.out;
    SqlStore store = open(args[0], e -> Runtime.getRuntime().halt(70));
    Semaphore room = new Semaphore(IN_FLIGHT);
    for (int n = Integer.parseInt(args[1]); ; n++) {
      room.acquire();
      int number = n;
      store
          .commit(change(n))
          .thenRun(
              () -> {
                out.println(number);
                out.flush();
                room.release();
              });
    }
  }

  /**
   * @param where a folder, or the URL of a PostgreSQL database
   */
  static SqlStore open(String where, Consumer<Throwable> fatal) {
    return where.startsWith("postgresql://")
        ? SqlStore.open(PostgresUrl.parse(where), fatal)
        : SqlStore.open(Path.of(where), fatal);
  }

  static Change change(int n) {
    String name = Integer.toString(n);
    return new Change(
        List.of(new PutStage(stage(name))), List.of(event(name, name, name, EventName.JOINED, n)));
  }

  static boolean isStageOf(Stage stage, int n) {
    return stage.equals(stage(Integer.toString(n)));
  }

  static StageArn arnOf(int n) {
    return arn(Integer.toString(n));
  }
}
