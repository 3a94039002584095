package dev.footlights.testing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.ivsrealtime.IvsRealTimeClient;

/**
 * Runs a Footlights server for tests, as a process of its own with nothing on disk, on ports that
 * are free.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FootlightsExtension footlights = FootlightsExtension.create();
 * }</pre>
 *
 * or {@code @ExtendWith(FootlightsExtension.class)} and a parameter of this type.
 *
 * <p>All test classes of a JVM whose extensions are built alike share one server, which ends with
 * the tests, also when their JVM is killed. The server is a checkout of Footlights, named by the
 * system property {@code footlights.home} or the variable {@code FOOTLIGHTS_HOME}, or a built
 * {@code footlights.jar} with its {@code lib} beside it, named by {@code footlights.jar} or {@code
 * FOOTLIGHTS_JAR}. It runs on a JDK 25, whatever Java the tests run on.
 *
 * <p>Its methods may be called from any thread while tests run.
 */
public final class FootlightsExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterTestExecutionCallback,
        AfterAllCallback,
        ParameterResolver {
  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(FootlightsExtension.class);

  private final Launch launch;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final AtomicInteger classes = new AtomicInteger();
  private volatile @Nullable Server server;

  /** As {@link #create}; JUnit calls it for {@code @ExtendWith}. */
  public FootlightsExtension() {
    this(new Builder());
  }

  private FootlightsExtension(Builder builder) {
    launch =
        new Launch(
            builder.home, builder.jar, builder.javaHome, builder.options, builder.startTimeout);
  }

  /** The server that system properties or the environment name, with nothing special. */
  public static FootlightsExtension create() {
    return new FootlightsExtension();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** What is special about the server. */
  public static final class Builder {
    private static final Duration TO_START = Duration.ofMinutes(10);

    private @Nullable Path home;
    private @Nullable Path jar;
    private @Nullable Path javaHome;
    private final List<String> options = new ArrayList<>();
    private Duration startTimeout = TO_START;

    private Builder() {}

    /** A checkout of Footlights; it is built at its first start. */
    public Builder home(Path folder) {
      home = folder;
      return this;
    }

    /** A built {@code footlights.jar} with its {@code lib} beside it. */
    public Builder jar(Path file) {
      jar = file;
      return this;
    }

    /** The JDK 25 for the server; without it one is looked for. */
    public Builder javaHome(Path folder) {
      javaHome = folder;
      return this;
    }

    /** More options of {@code serve}, such as {@code "--seed", "template.yaml"}. */
    public Builder options(String... more) {
      options.addAll(List.of(more));
      return this;
    }

    /** How long a start may take; 10 minutes by default, for it may include a build. */
    public Builder startTimeout(Duration time) {
      startTimeout = time;
      return this;
    }

    public FootlightsExtension build() {
      return new FootlightsExtension(this);
    }
  }

  // --- what tests do with it -----------------------------------------------------------------

  /** Where the server listens, for the configuration of the app under test. */
  public URI endpoint() {
    return running().endpoint();
  }

  /**
   * A client of the server for account 000000000000 in us-east-1; always the same one, and not to
   * be closed. Needs {@code software.amazon.awssdk:ivsrealtime} among the test's dependencies.
   */
  public IvsRealTimeClient client() {
    return running().client();
  }

  /**
   * Publishes a moving test card with a tone, and returns when the stage shows it: PUBLISH_STARTED
   * is among the participant's events.
   *
   * @throws IllegalStateException when it could not; the message says why
   */
  public Publisher publishTestCard(String stageArn) {
    return keep(new Publisher(running(), stageArn));
  }

  /**
   * Watches a participant of a stage, a replica too, and counts the frames that a decoder could
   * show. Returns when the viewer is connected.
   *
   * @throws IllegalStateException when it could not; the message says why
   */
  public Viewer watch(String stageArn, String participantId) {
    return keep(new Viewer(running(), stageArn, participantId));
  }

  /**
   * Moves the server's time on: reconnect windows pass, sessions end, tokens expire. Media,
   * signatures and TLS keep real time.
   *
   * @param by not negative, at most 30 days; rounded up to whole seconds
   */
  public void advance(Duration by) {
    long seconds = by.plusSeconds(1).minusNanos(1).toSeconds();
    running().dev("clock", "{\"advanceSeconds\":" + seconds + "}");
  }

  /** Ends every connection and forgets every stage, token and fault. The clock stays. */
  public void reset() {
    running().dev("reset", "{}");
  }

  /**
   * The next calls of an operation fail.
   *
   * @param operation such as {@code StopParticipantReplication}
   * @param error one that the operation lists, such as {@code AccessDeniedException}
   * @param times how many calls, not attempts: an SDK that tries again gets it again; 0 takes back
   *     what was asked for
   */
  public void fail(String operation, String error, int times) {
    if (!(operation + error).matches("[A-Za-z]+")) {
      throw new IllegalArgumentException("operation and error are names of the API");
    }
    String form = "{\"operation\":\"%s\",\"error\":\"%s\",\"times\":%d}";
    running().dev("faults", form.formatted(operation, error, times));
  }

  // --- what JUnit does with it ---------------------------------------------------------------

  @Override
  public void beforeAll(ExtensionContext context) {
    classes.incrementAndGet();
    attach(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    attach(context).mark();
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    Server known = server;
    if (known != null && context.getExecutionException().isPresent()) {
      known.tellSinceMark(context.getDisplayName());
    }
  }

  /** Closes what the class, with those nested in it, left open. */
  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (classes.decrementAndGet() > 0) {
      return;
    }
    List<AutoCloseable> left;
    synchronized (opened) {
      left = List.copyOf(opened);
      opened.clear();
    }
    for (AutoCloseable each : left) {
      each.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FootlightsExtension.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    attach(context);
    return this;
  }

  private Server attach(ExtensionContext context) {
    // The store is asked each time: it ends the server with the run, and a JVM may do several.
    Server known =
        context.getRoot().getStore(OURS).getOrComputeIfAbsent(launch, Server::start, Server.class);
    server = known;
    return known;
  }

  private Server running() {
    Server known = server;
    if (known == null) {
      throw new IllegalStateException(
          "the extension is not registered: annotate its field with @RegisterExtension");
    }
    return known;
  }

  private <T extends AutoCloseable> T keep(T handle) {
    synchronized (opened) {
      opened.add(handle);
    }
    return handle;
  }
}
