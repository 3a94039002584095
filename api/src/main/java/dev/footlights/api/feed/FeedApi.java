package dev.footlights.api.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.footlights.api.auth.CredentialsFile;
import dev.footlights.api.auth.Identity;
import dev.footlights.api.auth.Origins;
import dev.footlights.api.auth.ResourceTags;
import dev.footlights.api.auth.Signatures;
import dev.footlights.api.aws.AwsApi;
import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import dev.footlights.api.http.Await;
import dev.footlights.stage.StageException;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /_footlights/events}: the log as server-sent events, for as long as the client reads.
 *
 * <p>Nothing is queued for a slow reader: the log is read on as it reads.
 */
public final class FeedApi {
  /** Readers at once; each costs a thread that waits, and reads of the store. */
  static final int MAX_READERS = 100;

  /** Of one key at once: one that is stolen, or of a broken client, leaves the others theirs. */
  static final int MAX_OF_A_KEY = 20;

  /**
   * After that a comment says that the line is open. Who has left is noticed at the second one at
   * the latest, and keeps a place until then.
   */
  static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /** After that a reader must come again, signed anew: keys are taken away, policies change. */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final byte[] COMMENT = ":\n\n".getBytes(UTF_8);
  private static final byte[] BEGIN = "retry: 2000\n\n".getBytes(UTF_8);
  private static final byte[] NO_BODY = {};
  private static final JsonMapper JSON = new JsonMapper();

  private final EventLog log;
  private final Signatures signatures;
  private final Origins origins;
  private final ResourceTags tags;
  private final boolean dev;
  private final InstantSource wall;
  private final LongSupplier nanos;
  private final Growth growth = new Growth();
  private final Semaphore places = new Semaphore(MAX_READERS);
  private final Map<String, Integer> readers = new ConcurrentHashMap<>();

  /** Whose entries a caller sees, in which form. */
  private record Asked(
      @Nullable Identity caller, @Nullable StageArn stage, EventForm form, Reading reading) {}

  /**
   * @param dev whether who does not sign sees all
   * @param wall what signatures are held against
   * @param nanos monotonic
   */
  public FeedApi(
      EventLog log,
      Signatures signatures,
      Origins origins,
      ResourceTags tags,
      boolean dev,
      InstantSource wall,
      LongSupplier nanos) {
    this.log = log;
    this.signatures = signatures;
    this.origins = origins;
    this.tags = tags;
    this.dev = dev;
    this.wall = wall;
    this.nanos = nanos;
    log.outbox().onGrowth(growth::grew);
  }

  public void register(RoutesConfig routes) {
    routes.get("/_footlights/events", this::serve);
  }

  /** Ends all connections: the server stops. */
  public void stop() {
    growth.stop();
  }

  private void serve(Context http) throws IOException {
    http.attribute(AwsApi.OPERATION, "events.feed");
    if (!places.tryAcquire()) {
      refuse(http, 503, "there are " + MAX_READERS + " readers already");
      return;
    }
    try {
      serve(http, asked(http));
    } catch (AwsException e) {
      refuse(http, e.type().status(), e.text());
    } catch (StageException e) {
      refuse(
          http,
          e.kind() == StageException.Kind.VALIDATION ? 400 : 503,
          String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  private void serve(Context http, Asked asked) throws IOException, InterruptedException {
    Identity caller = asked.caller();
    if (caller == null) {
      stream(http, asked);
      return;
    }
    String key = caller.accessKeyId();
    try {
      if (readers.merge(key, 1, Integer::sum) > MAX_OF_A_KEY) {
        refuse(http, 503, "the key has " + MAX_OF_A_KEY + " readers already");
      } else {
        stream(http, asked);
      }
    } finally {
      readers.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private Asked asked(Context http) {
    Identity caller = caller(http);
    String named = http.queryParam("stage");
    StageArn stage = null;
    if (named != null) {
      try {
        stage = StageArn.parse(named);
      } catch (StageException e) {
        throw invalid("stage must be the ARN of a stage");
      }
    }
    permit(caller, stage);
    String formName = http.queryParam("form");
    EventForm form = log.forms().get(formName == null ? log.usual() : formName);
    if (form == null) {
      throw invalid("form must be one of " + new TreeSet<>(log.forms().keySet()));
    }
    return new Asked(caller, stage, form, reading(http, stage));
  }

  /** Null: somebody in dev mode, who may see all. */
  private @Nullable Identity caller(Context http) {
    if (!origins.admits(
        http.header("Origin"), http.header("Sec-Fetch-Site"), http.header("Host"))) {
      throw new AwsException(
          ErrorType.ACCESS_DENIED, "pages of this machine and of --allow-origin only");
    }
    if (dev && http.header("Authorization") == null) {
      return null;
    }
    return signatures.verify(signatures.claimed(AwsApi.head(http), wall.instant()), NO_BODY);
  }

  private void permit(@Nullable Identity caller, @Nullable StageArn stage) {
    if (caller == null) {
      return;
    }
    Scope scope = caller.scope();
    if (stage != null && !stage.scope().equals(scope)) {
      throw new AwsException(
          ErrorType.ACCESS_DENIED, "the stage is of another account or region than the signature");
    }
    caller.demand(
        CredentialsFile.READ_EVENTS,
        (stage == null ? StageArn.of(scope, "*") : stage).toString(),
        tags);
  }

  /** What a browser says when it comes back goes before what its address said at first. */
  private Reading reading(Context http, @Nullable StageArn stage) {
    String last = http.header("Last-Event-ID");
    String after = last == null || last.isEmpty() ? http.queryParam("after") : last;
    if (after == null) {
      return Reading.fromNow(log.outbox(), stage);
    }
    if (!after.matches("[0-9]{1,18}")) {
      throw invalid("after, or Last-Event-ID, must be the id of an event, or 0");
    }
    long id = Long.parseLong(after);
    if (stage == null && id > Await.on(log.outbox().head())) {
      throw invalid("after, or Last-Event-ID, is beyond the log: it is from another data folder");
    }
    return Reading.after(log.outbox(), stage, id);
  }

  private static AwsException invalid(String message) {
    return new AwsException(ErrorType.VALIDATION, message);
  }

  private void stream(Context http, Asked asked) throws IOException, InterruptedException {
    http.status(200).contentType("text/event-stream");
    http.header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
    String origin = http.header("Origin");
    if (origin != null && origins.allows(origin)) {
      http.header("Access-Control-Allow-Origin", origin).header("Vary", "Origin");
    }
    OutputStream out = http.res().getOutputStream();
    try {
      out.write(BEGIN);
      out.flush();
      pump(asked, out);
    } catch (IOException e) {
      // The reader is gone, or so slow that its connection was idle.
    } catch (StageException e) {
      // The store is closed; the reader comes back by itself.
    }
  }

  private void pump(Asked asked, OutputStream out) throws IOException, InterruptedException {
    long began = nanos.getAsLong();
    while (!growth.stopped() && nanos.getAsLong() - began < LONGEST.toNanos()) {
      long seen = growth.times();
      Reading.Chunk chunk = asked.reading().next();
      for (LoggedEvent entry : chunk.entries()) {
        if (sees(asked.caller(), entry)) {
          Optional<String> json = asked.form().json(entry);
          if (json.isPresent()) {
            String event = "id: " + asked.reading().id(entry) + "\ndata: " + json.get() + "\n\n";
            out.write(event.getBytes(UTF_8));
          }
        }
      }
      out.flush();
      if (!chunk.more() && !growth.await(seen, HEARTBEAT)) {
        out.write(COMMENT);
        out.flush();
      }
    }
  }

  /** Also of all stages only those: a Deny for one of them holds here too. */
  private boolean sees(@Nullable Identity caller, LoggedEvent entry) {
    if (caller == null) {
      return true;
    }
    StageArn stage = entry.event().stage();
    if (!stage.scope().equals(caller.scope())) {
      return false;
    }
    try {
      caller.demand(CredentialsFile.READ_EVENTS, stage.toString(), tags);
      return true;
    } catch (AwsException e) {
      return false;
    }
  }

  private static void refuse(Context http, int status, String message) {
    http.status(status).result(JSON.writeValueAsBytes(Map.of("message", message)));
    http.contentType("application/json");
  }
}
