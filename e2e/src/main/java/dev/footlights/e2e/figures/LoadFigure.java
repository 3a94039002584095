package dev.footlights.e2e.figures;

import dev.footlights.client.http.ClientException;
import dev.footlights.client.net.Pause;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/** How many packets leave for a second of CPU time of the whole server. */
record LoadFigure(Path root, int viewers, Duration warmUp, int windows, Duration window)
    implements Figure {
  private static final Duration FOR_ALL_TO_COME = Duration.ofSeconds(60);

  private record Reading(
      long nanos, long out, long blocked, ServerProcess.Cpu cpu, MeteredPublisher.Sent sent) {
    static Reading of(Server server, House house) {
      Metrics metrics = Metrics.of(server.base());
      return new Reading(
          System.nanoTime(),
          metrics.total("packets_out"),
          metrics.total("sends_blocked"),
          server.process().cpu(),
          house.sent());
    }
  }

  @Override
  public void measure(PrintStream out) {
    try (Server server = Server.start(root);
        House house = House.open(server.base());
        Child watch = watch(server, house)) {
      String everybody = "viewers " + viewers + "/" + viewers + " ";
      watch.await(FOR_ALL_TO_COME, line -> line.startsWith(everybody));
      Pause.of(warmUp);
      out.printf(
          "  one publisher, %d viewers in a process of their own, %d s to warm up%n",
          viewers, warmUp.toSeconds());
      measure(server, house, out);
      if (!watch.lastLine().startsWith(everybody)) {
        throw new ClientException("viewers were lost: " + watch.lastLine());
      }
      out.println("    at the end they say: " + watch.lastLine());
    }
  }

  private Child watch(Server server, House house) {
    return Child.start(
        root,
        Map.of(
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test",
            "AWS_REGION", House.REGION),
        root.resolve("footlights").toString(),
        "watch",
        "--endpoint",
        server.base().toString(),
        "--stage",
        house.sourceArn(),
        "--participant",
        house.hostId(),
        "--viewers",
        String.valueOf(viewers));
  }

  private void measure(Server server, House house, PrintStream out) {
    var perCpuSecond = new ArrayList<Double>();
    Reading start = Reading.of(server, house);
    Reading last = start;
    out.println("    window, s   packets out    CPU user + system, s   of a core   of what is due");
    for (int i = 0; i < windows; i++) {
      Pause.of(window);
      Reading now = Reading.of(server, house);
      perCpuSecond.add(window(last, now, out));
      last = now;
    }
    new Sample("packets out per CPU second, user + system", "1/s", perCpuSecond).print(out);
    double seconds = (last.nanos() - start.nanos()) / 1e9;
    MeteredPublisher.Sent sent = last.sent().minus(start.sent());
    out.printf(
        "    the publisher: %.1f packets/s (video %.1f, audio %.1f), %.0f bytes on average with"
            + " RTP's header, %.0f kbit/s%n",
        sent.packets() / seconds,
        sent.videoPackets() / seconds,
        sent.audioPackets() / seconds,
        (double) sent.bytes() / Math.max(1, sent.packets()),
        sent.bytes() * 8 / seconds / 1e3);
    out.printf("    sends that the socket refused: %d%n", last.blocked() - start.blocked());
  }

  private double window(Reading from, Reading to, PrintStream out) {
    double seconds = (to.nanos() - from.nanos()) / 1e9;
    long packets = to.out() - from.out();
    ServerProcess.Cpu cpu = to.cpu().minus(from.cpu());
    long sent = to.sent().minus(from.sent()).packets();
    out.printf(
        "    %9.2f %13d %14.2f + %5.2f %10.1f %% %14.1f %%%n",
        seconds,
        packets,
        cpu.user(),
        cpu.system(),
        100 * cpu.all() / seconds,
        100.0 * packets / Math.max(1, sent * viewers));
    return packets / Math.max(cpu.all(), 0.01);
  }
}
