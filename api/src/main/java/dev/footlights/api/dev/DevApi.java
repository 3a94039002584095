package dev.footlights.api.dev;

import dev.footlights.api.auth.Keyring;
import dev.footlights.api.auth.Origins;
import dev.footlights.api.auth.Signatures;
import dev.footlights.api.aws.AwsApi;
import dev.footlights.api.aws.Faults;
import dev.footlights.api.aws.OperationName;
import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import dev.footlights.api.http.Await;
import dev.footlights.api.http.Bodies;
import dev.footlights.api.http.Body;
import dev.footlights.api.http.Unread;
import dev.footlights.live.control.Control;
import dev.footlights.stage.StageException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What tests do to a server in dev mode: make calls fail, forget everything, move time on. */
public final class DevApi {
  private static final int MAX_BODY = 16 * 1024;
  private static final int MAX_TIMES = 1_000_000;
  private static final int MAX_DELAY_MILLIS = 60_000;

  /** Longer than any token lives. */
  private static final long MAX_ADVANCE_SECONDS = Duration.ofDays(30).toSeconds();

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final Map<String, Object> NOTHING = Map.of();

  private static final String FAULT_FORM =
      """
      {"operation": name, "error": name, "times": number, "delayMs": number}, and needs operation\
      """;
  private static final String CLOCK_FORM =
      """
      {"advanceSeconds": number}\
      """;

  private record FaultRequest(
      @Nullable String operation,
      @Nullable String error,
      @Nullable Integer times,
      @Nullable Integer delayMs) {}

  private record ClockRequest(@Nullable Long advanceSeconds) {}

  /**
   * @param now control time, by which sessions end and tokens expire
   * @param advancedSeconds how far it is ahead of the machine's clock
   */
  private record Clock(String now, long advancedSeconds) {}

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message, null, false, false);
    }
  }

  /** What is done; returns what the body of the 200 says. */
  private interface Work {
    Object run(byte[] body);
  }

  private final Control control;
  private final AwsApi aws;
  private final Faults faults;
  private final Keyring keyring;
  private final Signatures signatures;
  private final Origins origins;
  private final Bodies bodies;
  private final InstantSource wall;

  /**
   * @param keyring while it is open nobody needs to sign
   * @param wall what signatures are held against
   */
  public DevApi(
      Control control,
      AwsApi aws,
      Faults faults,
      Keyring keyring,
      Origins origins,
      Bodies bodies,
      InstantSource wall) {
    this.control = control;
    this.aws = aws;
    this.faults = faults;
    this.keyring = keyring;
    this.signatures = new Signatures(keyring);
    this.origins = origins;
    this.bodies = bodies;
    this.wall = wall;
  }

  public void register(RoutesConfig routes) {
    routes.post("/_footlights/faults", http -> answering(http, this::arm));
    routes.post("/_footlights/reset", http -> answering(http, _ -> reset()));
    routes.post("/_footlights/clock", http -> answering(http, this::advance));
    routes.get("/_footlights/clock", http -> answering(http, _ -> clock()));
  }

  private Object arm(byte[] body) {
    FaultRequest asked = read(body, FaultRequest.class, FAULT_FORM);
    OperationName name =
        OperationName.named(asked.operation() == null ? "" : asked.operation())
            .orElseThrow(() -> new Refused("operation must name one of the 39 operations"));
    ErrorType error = null;
    if (asked.error() != null) {
      error =
          ErrorType.named(asked.error())
              .filter(name::answers)
              .orElseThrow(() -> new Refused(name.wireName() + " never answers " + asked.error()));
    }
    int times = within("times", asked.times(), 1, MAX_TIMES);
    int delay = within("delayMs", asked.delayMs(), 0, MAX_DELAY_MILLIS);
    faults.arm(name, new Faults.Fault(error, Duration.ofMillis(delay)), times);
    return NOTHING;
  }

  private Object reset() {
    Await.on(control.reset());
    faults.clear();
    aws.forgetRetries();
    return NOTHING;
  }

  private Object advance(byte[] body) {
    Long seconds = read(body, ClockRequest.class, CLOCK_FORM).advanceSeconds();
    if (seconds == null || seconds < 0 || seconds > MAX_ADVANCE_SECONDS) {
      throw new Refused("advanceSeconds must be 0 to " + MAX_ADVANCE_SECONDS);
    }
    Await.on(control.advance(Duration.ofSeconds(seconds)));
    return clock();
  }

  private Clock clock() {
    Duration ahead = control.advanced();
    return new Clock(
        wall.instant().plus(ahead).truncatedTo(ChronoUnit.MILLIS).toString(), ahead.toSeconds());
  }

  private static int within(String member, @Nullable Integer value, int least, int most) {
    int given = value == null ? least : value;
    if (given < 0 || given > most) {
      throw new Refused(member + " must be 0 to " + most);
    }
    return given;
  }

  private Body body(Context http) {
    return switch (bodies.read(http, MAX_BODY)) {
      case Unread.TOO_LONG -> throw new Refused("the body is too long");
      case Unread.BROKEN -> throw new Refused("the body did not arrive whole and in time");
      case Unread.NO_ROOM ->
          throw new StageException(
              StageException.Kind.UNAVAILABLE, "too many requests are being read");
      case Body body -> body;
    };
  }

  /**
   * Null where nobody needs to sign. Before the body is read: strangers take no room for theirs.
   */
  private Signatures.@Nullable Claimed claimed(Context http) {
    return keyring.open() ? null : signatures.claimed(AwsApi.head(http), wall.instant());
  }

  /** Where there are credentials, what changes all for everybody takes one that may do all. */
  private void verify(Signatures.@Nullable Claimed claimed, byte[] body) {
    if (claimed != null && signatures.verify(claimed, body).statements() != null) {
      throw new AwsException(ErrorType.ACCESS_DENIED, "this takes a key without statements");
    }
  }

  private static <T> T read(byte[] body, Class<T> type, String form) {
    try {
      T value = body.length == 0 ? null : JSON.readValue(body, type);
      if (value == null) {
        throw new Refused("the body must have the form " + form);
      }
      return value;
    } catch (JacksonException e) {
      throw new Refused("the body must have the form " + form);
    }
  }

  private void answering(Context http, Work work) {
    http.attribute(AwsApi.OPERATION, "dev");
    if (!origins.admits(
        http.header("Origin"), http.header("Sec-Fetch-Site"), http.header("Host"))) {
      answer(http, 403, "pages of this machine and of --allow-origin only");
      return;
    }
    try {
      Signatures.Claimed claimed = claimed(http);
      try (Body body = body(http)) {
        verify(claimed, body.bytes());
        byte[] done = JSON.writeValueAsBytes(work.run(body.bytes()));
        http.status(200).result(done).contentType("application/json");
      }
    } catch (AwsException e) {
      answer(http, e.type().status(), e.text());
    } catch (Refused e) {
      answer(http, 400, String.valueOf(e.getMessage()));
    } catch (StageException e) {
      answer(http, 503, String.valueOf(e.getMessage()));
    }
  }

  private static void answer(Context http, int status, String message) {
    http.status(status).result(JSON.writeValueAsBytes(Map.of("message", message)));
    http.contentType("application/json");
  }
}
