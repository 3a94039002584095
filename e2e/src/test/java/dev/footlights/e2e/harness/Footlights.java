package dev.footlights.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A packaged server on ports of its own, with nothing on disk unless {@code --data} is among its
 * options.
 */
public final class Footlights implements AutoCloseable {
  private static final Duration FOR_READY = Duration.ofMinutes(3);
  private static final int LOOPS = 2;

  private final Program program;
  private final URI base;

  private final int mediaPort;

  private Footlights(Program program, URI base, int mediaPort) {
    this.program = program;
    this.base = base;
    this.mediaPort = mediaPort;
  }

  public static Footlights start(String... more) {
    return start(Map.of(), more);
  }

  public static Footlights start(Map<String, String> environment, String... more) {
    int http = freeTcpPort();
    var command = new ArrayList<>(command("serve"));
    if (!List.of(more).contains("--data")) {
      command.add("--ephemeral");
    }
    command.addAll(List.of("--http", "127.0.0.1:" + http));
    int media = freeUdpPorts(LOOPS);
    command.addAll(List.of("--media-port", String.valueOf(media)));
    command.addAll(List.of("--media-loops", String.valueOf(LOOPS)));
    command.addAll(List.of(more));
    Program program = Program.start("serve", environment, command);
    try {
      program.line("Ready.", FOR_READY, line -> line.startsWith("Ready."));
    } catch (AssertionError e) {
      program.close();
      throw e;
    }
    return new Footlights(program, URI.create("http://127.0.0.1:" + http), media);
  }

  /** The packaged server's command line. */
  public static List<String> command(String... arguments) {
    Path jar = Repository.root().resolve("app/target/footlights.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          jar + " is not there: run ./verify, or package the module app");
    }
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Xmx512m");
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * A file that runs the packaged server as the root's {@code footlights} does, for programs that
   * start it themselves.
   */
  public static Path script() {
    Path script = Repository.target("bin").resolve("footlights");
    try {
      Files.writeString(script, "#!/bin/sh\nexec '" + String.join("' '", command()) + "' \"$@\"\n");
      if (!script.toFile().setExecutable(true)) {
        throw new IllegalStateException(script + " cannot be made executable");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return script;
  }

  public URI base() {
    return base;
  }

  /** UDP port of the first media loop. */
  public int mediaPort() {
    return mediaPort;
  }

  /** What the SDKs read, so that they speak to this server. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_IVS_REALTIME", base.toString(),
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test",
        "AWS_REGION", "us-east-1",
        "AWS_DEFAULT_REGION", "us-east-1",
        "AWS_EC2_METADATA_DISABLED", "true",
        "AWS_PAGER", "",
        "FOOTLIGHTS", script().toString());
  }

  /** Publishes the red test card into a stage by our own client, until it is closed. */
  public Publishing publish(String stageArn) {
    return publish(stageArn, "red");
  }

  public Publishing publish(String stageArn, String card) {
    Program publisher =
        Program.start(
            "publish", environment(), command("publish", "--stage", stageArn, "--card", card));
    String line = publisher.line("PUBLISHING", FOR_READY, l -> l.startsWith("PUBLISHING "));
    return new Publishing(publisher, line.substring("PUBLISHING ".length()).strip());
  }

  /** A test card that is being published. */
  public record Publishing(Program program, String participantId) implements AutoCloseable {
    @Override
    public void close() {
      program.close();
    }
  }

  private static int freeTcpPort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first of some neighbouring free ports. */
  private static int freeUdpPorts(int count) {
    var random = RandomGenerator.getDefault();
    while (true) {
      int first = random.nextInt(20_000, 32_000);
      if (areFree(first, count)) {
        return first;
      }
    }
  }

  private static boolean areFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try (var socket = new DatagramSocket(port)) {
        socket.setReuseAddress(false);
      } catch (SocketException e) {
        return false;
      }
    }
    return true;
  }

  /** Ends it as a crash would: nothing is told, nothing is written. */
  public void kill() {
    program.kill();
  }

  @Override
  public void close() {
    program.close();
  }
}
