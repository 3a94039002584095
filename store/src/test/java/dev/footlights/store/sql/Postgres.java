package dev.footlights.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server of the tests' own, on a free port of loopback: one for a test process, ended
 * with it. Every database is a new one.
 */
final class Postgres {
  private static final String USER = "postgres";
  private static final String MADE = "made";
  private static @Nullable Postgres running;

  private final Path folder;
  private final int port;
  private int databases;

  private Postgres(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Skips the test where PostgreSQL is not installed; with {@code CI=true} that is a failure. */
  static synchronized Postgres server() throws IOException, InterruptedException {
    if (running == null) {
      Path programs = programs();
      if (programs == null && "true".equals(System.getenv("CI"))) {
        throw new IllegalStateException("CI=true, and PostgreSQL is not installed");
      }
      Assumptions.assumeTrue(programs != null, "PostgreSQL is not installed");
      running = start(programs);
    }
    return running;
  }

  /** Debian keeps them off the path. */
  private static @Nullable Path programs() throws IOException {
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        return versions
            .map(version -> version.resolve("bin"))
            .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
            .max(Comparator.naturalOrder())
            .orElse(null);
      }
    }
    for (String on : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(on, "initdb"))) {
        return Path.of(on);
      }
    }
    return null;
  }

  private static Postgres start(Path programs) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("footlights-postgres");
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var server = new Postgres(folder, port);
    Path data = folder.resolve("data");
    if (root()) {
      server.run("chown", USER, folder.toString());
    }
    server.runAsUser(
        programs.resolve("initdb").toString(),
        "--pgdata=" + data,
        "--username=" + USER,
        "--auth=trust",
        // A locale that does not compare by codes, as most servers have.
        "--locale-provider=icu",
        "--icu-locale=en",
        "--encoding=UTF8",
        "--no-sync");
    server.runAsUser(
        programs.resolve("pg_ctl").toString(),
        "--pgdata=" + data,
        "--wait",
        "--log=" + folder.resolve("log"),
        "--options=-c listen_addresses=127.0.0.1 -c port="
            + port
            + " -c unix_socket_directories="
            + folder,
        "start");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(programs, data)));
    return server;
  }

  /** A new database with empty tables, which are made once: to make them takes a second. */
  synchronized PostgresUrl database() throws SQLException {
    if (databases == 0) {
      execute("postgres", "create database " + MADE);
      SqlStore.open(PostgresUrl.parse(address(MADE)), e -> {}).close();
    }
    String name = "d" + ++databases;
    execute("postgres", "create database " + name + " template " + MADE);
    return PostgresUrl.parse(address(name));
  }

  void execute(String database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:" + jdbc(database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The last database that was made. */
  synchronized String last() {
    return "d" + databases;
  }

  String address(String database) {
    return "postgresql://" + USER + "@127.0.0.1:" + port + "/" + database;
  }

  private String jdbc(String database) {
    return "postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
  }

  private void stop(Path programs, Path data) {
    try {
      runAsUser(
          programs.resolve("pg_ctl").toString(), "--pgdata=" + data, "--mode=immediate", "stop");
      run("rm", "-rf", folder.toString());
    } catch (IOException e) {
      System.err.println(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** PostgreSQL refuses to run as root. */
  private void runAsUser(String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    if (root()) {
      all.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
    }
    all.addAll(List.of(command));
    run(all.toArray(String[]::new));
  }

  private void run(String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("commands.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(
          String.join(" ", command) + " failed: " + Files.readString(output, UTF_8));
    }
  }
}
