package dev.footlights.e2e.figures;

import dev.footlights.client.http.ClientException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Control calls a second of a server that keeps its state on disk, beside a moto server's, in turn.
 * The caller shares the machine's cores with both.
 */
record CallsFigure(Path root, int windows, Duration window) implements Figure {
  private static final int CONNECTIONS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern ARN = Pattern.compile("\"arn\"\\s*:\\s*\"([^\"]+)\"");

  /** One operation of one server, and what its windows gave. */
  private record Series(
      String name,
      Calls calls,
      ServerProcess process,
      String operation,
      String body,
      List<Double> perSecond,
      List<Double> cpuMillis,
      List<Double> millis) {
    Series(String name, Calls calls, ServerProcess process, String operation, String body) {
      this(
          name,
          calls,
          process,
          operation,
          body,
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    void run(Duration window) {
      ServerProcess.Cpu before = process.cpu();
      long began = System.nanoTime();
      List<Double> took = calls.during(window, operation, body);
      double seconds = (System.nanoTime() - began) / 1e9;
      perSecond.add(took.size() / seconds);
      cpuMillis.add(process.cpu().minus(before).all() * 1000 / took.size());
      millis.addAll(took);
    }

    void print(PrintStream out) {
      new Sample(name + " " + operation, "calls a second", perSecond).print(out);
      List<Double> sorted = millis.stream().sorted().toList();
      out.printf(
          Locale.ROOT,
          "    p50 %.1f ms   p99 %.1f ms   (%d calls)%n",
          sorted.get(sorted.size() / 2),
          sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1),
          sorted.size());
      new Sample(name + " " + operation, "CPU ms of the server per call", cpuMillis).print(out);
    }
  }

  @Override
  public void measure(PrintStream out) {
    try (Server server = Server.durable(root)) {
      var ours = new Calls(server.base(), CONNECTIONS);
      String stage = arn(ours.call("CreateStage", "{}"));
      List<Series> all = new ArrayList<>();
      all.add(
          new Series(
              "Footlights", ours, server.process(), "GetStage", "{\"arn\":\"" + stage + "\"}"));
      all.add(
          new Series(
              "Footlights",
              ours,
              server.process(),
              "CreateParticipantToken",
              "{\"stageArn\":\"" + stage + "\"}"));
      all.add(new Series("Footlights", ours, server.process(), "CreateStage", "{}"));
      try (Child moto = moto()) {
        int port = port(moto);
        var theirs = new Calls(URI.create("http://127.0.0.1:" + port), CONNECTIONS);
        var process = new ServerProcess(moto.pid());
        String channel = arn(theirs.call("CreateChannel", "{}"));
        all.add(new Series("moto", theirs, process, "GetChannel", "{\"arn\":\"" + channel + "\"}"));
        all.add(new Series("moto", theirs, process, "CreateChannel", "{}"));
        turns(all);
      } catch (ClientException e) {
        out.println(
            "  without moto: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        turns(all);
      }
      out.printf(
          "  %d connections, each with one call at a time, signed; %d windows of %d s in turn%n",
          CONNECTIONS, windows, window.toSeconds());
      all.forEach(series -> series.print(out));
    }
  }

  /** The first turn warms up and is forgotten. */
  private void turns(List<Series> all) {
    all.forEach(series -> series.run(window));
    all.forEach(
        series -> {
          series.perSecond().clear();
          series.cpuMillis().clear();
          series.millis().clear();
        });
    for (int i = 0; i < windows; i++) {
      all.forEach(series -> series.run(window));
    }
  }

  private static Child moto() {
    int port = FreePorts.tcp();
    Child moto =
        Child.start(
            Path.of("").toAbsolutePath(),
            Map.of("PYTHONUNBUFFERED", "1"),
            "python3",
            "-m",
            "moto.server",
            "-p",
            String.valueOf(port));
    try {
      moto.await(PATIENCE, line -> line.contains("Running on http://"));
      return moto;
    } catch (ClientException e) {
      moto.close();
      throw e;
    }
  }

  private static int port(Child moto) {
    String line = moto.await(PATIENCE, said -> said.contains("Running on http://")).text();
    return URI.create(line.substring(line.indexOf("http://")).strip()).getPort();
  }

  private static String arn(String answer) {
    Matcher matcher = ARN.matcher(answer);
    if (!matcher.find()) {
      throw new ClientException("no arn in " + answer);
    }
    return matcher.group(1);
  }
}
