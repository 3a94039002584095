package dev.footlights.e2e.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs from the machine. Where it is missing the test is skipped by name, or fails
 * with CI=true.
 */
public final class Needs {
  private Needs() {}

  public static Path chromium() {
    return program(
        "Chromium", "footlights.chromium", "chromium", "chromium-browser", "google-chrome");
  }

  public static Path firefox() {
    defaultRoute("Firefox connects only where there is a default route");
    return program("Firefox", "footlights.firefox", "firefox-esr", "firefox");
  }

  /** A python3 whose boto3 knows the replication calls. */
  public static Path python() {
    Path python = program("python3 with boto3", "footlights.python", "python3");
    String probe =
        "import boto3; boto3.client('ivs-realtime', region_name='us-east-1',"
            + " aws_access_key_id='test',"
            + " aws_secret_access_key='test').stop_participant_replication";
    that(
        Program.run(python.toString(), "-c", probe).code() == 0,
        "boto3 with stop_participant_replication");
    return python;
  }

  /**
   * An AWS CLI that knows the replication calls. It is used where it is: nothing fails for want of
   * it.
   */
  public static Path awsCli() {
    Optional<Path> aws = find("footlights.aws", "aws");
    String command = "stop-participant-replication";
    boolean knows =
        aws.isPresent()
            && Program.run(aws.get().toString(), "ivs-realtime", command, "--generate-cli-skeleton")
                    .code()
                == 0;
    Assumptions.assumeTrue(knows, () -> "skipped for want of an AWS CLI with " + command);
    return aws.orElseThrow();
  }

  /**
   * A copy of the JavaScript example's folder with its packages, which {@code ./verify} makes:
   * these tests reach no registry. Nothing fails for want of it.
   */
  public static Path javascript() {
    Optional<Path> folder = find("footlights.javascript");
    Assumptions.assumeTrue(
        folder.isPresent(), "skipped for want of node, npm or the AWS SDK for JavaScript");
    return folder.orElseThrow();
  }

  public static Path node() {
    return program("Node.js", "footlights.node", "node");
  }

  /** A C compiler. Nothing fails for want of it. */
  public static Path compiler() {
    Optional<Path> compiler = find("footlights.cc", "cc", "gcc", "clang");
    Assumptions.assumeTrue(compiler.isPresent(), "skipped for want of a C compiler");
    return compiler.orElseThrow();
  }

  public static Path openssl() {
    return program("openssl", "footlights.openssl", "openssl");
  }

  /** An FFmpeg with the WHIP muxer, which came with version 8. */
  public static String ffmpeg() {
    String platform = Loader.getPlatform();
    that(platform.equals("linux-x86_64"), "the tests' FFmpeg on " + platform);
    return Loader.load(ffmpeg.class);
  }

  private static void defaultRoute(String why) {
    Path routes = Path.of("/proc/net/route");
    boolean found = true;
    if (Files.exists(routes)) {
      try (Stream<String> lines = Files.lines(routes)) {
        found = lines.anyMatch(line -> line.matches("\\S+\\t00000000\\t.*"));
      } catch (IOException e) {
        found = false;
      }
    }
    that(found, "a default route (" + why + ")");
  }

  private static Path program(String name, String property, String... commands) {
    Optional<Path> found = find(property, commands);
    that(found.isPresent(), name);
    return found.orElseThrow();
  }

  private static Optional<Path> find(String property, String... commands) {
    return Optional.ofNullable(System.getProperty(property))
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .or(() -> onPath(commands));
  }

  private static Optional<Path> onPath(String... commands) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(commands)
        .flatMap(
            command ->
                Arrays.stream(path.split(File.pathSeparator))
                    .map(folder -> Path.of(folder, command)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void that(boolean present, String what) {
    if (!present && "true".equals(System.getenv("CI"))) {
      Assertions.fail("With CI=true this is needed: " + what);
    }
    Assumptions.assumeTrue(present, () -> "skipped for want of " + what);
  }
}
