package dev.footlights.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ivsrealtime.IvsRealTimeClient;

/** The tests' JVM is killed; it has no AWS SDK, which a server and test cards do not need. */
class NothingIsLeftBehindTest {
  /** Starts a server, publishes in the stage it is told, says which processes they are, waits. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      var launch = new Launch(null, null, null, List.of(), Duration.ofMinutes(1));
      Server server = Server.start(launch);
      System.out.println(server.endpoint());
      var in = new Scanner(System.in, StandardCharsets.UTF_8);
      var publisher = new Publisher(server, in.nextLine());
      System.out.println(server.pid() + " " + publisher.pid());
      in.nextLine();
    }
  }

  @Test
  void whenTheJvmOfTheTestsIsKilled()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Process tests = start();
    List<ProcessHandle> children;
    try (BufferedReader out = tests.inputReader();
        PrintWriter in = new PrintWriter(tests.outputWriter(), true)) {
      try (IvsRealTimeClient client = Sdk.client(URI.create(out.readLine()))) {
        in.println(client.createStage(r -> {}).stage().arn());
      }
      children =
          Arrays.stream(out.readLine().split(" "))
              .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
              .toList();
      assertThat(children).hasSize(2);
    } finally {
      tests.destroyForcibly().waitFor();
    }
    for (ProcessHandle child : children) {
      assertThat(child.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
    }
  }

  private static Process start() throws IOException {
    String classes =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("awssdk"))
            .collect(Collectors.joining(File.pathSeparator));
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dfootlights.jar=" + System.getProperty("footlights.jar"),
            "-cp",
            classes,
            Main.class.getName());
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
