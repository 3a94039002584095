package dev.footlights.api.aws;

import dev.footlights.api.Access;
import dev.footlights.api.audit.Audit;
import dev.footlights.api.auth.Identity;
import dev.footlights.api.auth.Origins;
import dev.footlights.api.auth.ResourceTags;
import dev.footlights.api.auth.Signatures;
import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import dev.footlights.api.http.BaseUrl;
import dev.footlights.api.http.Bodies;
import dev.footlights.api.http.Body;
import dev.footlights.api.http.BugLog;
import dev.footlights.api.http.Unread;
import dev.footlights.live.control.Control;
import dev.footlights.sign.Signature;
import dev.footlights.sign.WireRequest;
import dev.footlights.sign.WireRequest.Header;
import dev.footlights.stage.StageException;
import dev.footlights.stage.token.Endpoints;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Serves the AWS API: one request in, one answer with the seven headers out, whatever happens. */
public final class AwsApi {
  /**
   * Longest body of a request, in bytes. The model's longest, CreateStage with 12 tokens and 50
   * tags and every character escaped, has some 200,000; members that the model does not know are
   * let by.
   */
  static final int MAX_BODY = 1 << 20;

  /** Request attribute: the operation's name, for metrics. */
  public static final String OPERATION = "footlights.operation";

  /** Request attribute: the body's bytes. */
  private static final String BODY = "footlights.body";

  private static final byte[] NO_BODY = {};

  private static final String BUG = "Something went wrong in the server; its log has the details";

  private final Operations operations;
  private final Signatures signatures;
  private final Origins origins;
  private final BaseUrl baseUrl;
  private final Bodies bodies;
  private final BugLog bugs;
  private final Faults faults;
  private final RetryCache retries;
  private final LongSupplier nanos;
  private final CallObserver observer;
  private final Audit audit;
  private final @Nullable Rates rates;
  private final InstantSource wall;
  private final Strangers strangers;
  private final SecretKey pageKey;

  /**
   * @param access who may call, and how that is watched
   * @param wall what signatures are held against
   * @param nanos monotonic
   */
  public AwsApi(
      Control control,
      Access access,
      Origins origins,
      BaseUrl baseUrl,
      Bodies bodies,
      BugLog bugs,
      Faults faults,
      CallObserver observer,
      InstantSource wall,
      LongSupplier nanos) {
    this.operations = new Operations(control);
    this.signatures = new Signatures(access.keyring());
    this.audit = access.audit();
    this.rates = access.awsLimits() ? new Rates(nanos) : null;
    this.origins = origins;
    this.baseUrl = baseUrl;
    this.bodies = bodies;
    this.bugs = bugs;
    this.faults = faults;
    this.retries = new RetryCache(nanos);
    this.nanos = nanos;
    this.observer = observer;
    this.wall = wall;
    this.strangers = new Strangers(nanos);
    this.pageKey = control.pageKey();
  }

  /** How far each operation does what its name says, in the order of their enum. */
  public List<Coverage> coverage() {
    return Arrays.stream(OperationName.values())
        .map(name -> Coverage.of(name, operations.has(name)))
        .toList();
  }

  /** Whether a request that no other endpoint serves is meant for an AWS API, ours or another. */
  public static boolean isFor(Context http) {
    String authorization = http.header("Authorization");
    return (authorization != null && authorization.startsWith(Signature.ALGORITHM))
        || OperationName.at(http.req().getMethod(), http.req().getRequestURI()).isPresent()
        || http.req().getMethod().equals("POST");
  }

  /** What conditions of policies look at. */
  public ResourceTags tags() {
    return operations.tags();
  }

  /** Loads what the first call of each operation would have to wait for. */
  public void warm() {
    operations.warm();
  }

  public void forgetRetries() {
    retries.clear();
  }

  public void handle(Context http) {
    long began = nanos.getAsLong();
    String requestId = UUID.randomUUID().toString();
    Answer answer = recorded(http, requestId);
    SevenHeaders.put(http);
    http.header("x-amzn-RequestId", requestId);
    if (answer.error() != null) {
      http.header("x-amzn-ErrorType", answer.error().wireName());
      http.header("x-amzn-errormessage", headerText(answer.message()));
    }
    http.status(answer.status()).contentType("application/json").result(answer.body());
    String operation = http.attribute(OPERATION);
    byte[] body = http.attribute(BODY);
    if (operation != null) {
      observer.answered(
          operation,
          body == null ? "" : new String(body, StandardCharsets.UTF_8),
          answer.status(),
          began,
          nanos.getAsLong());
    }
  }

  /** What names no operation is no call, and not recorded; nor are too many strangers. */
  private Answer recorded(Context http, String requestId) {
    var trail = new Trail(audit);
    Answer answer = answerOrRefusal(http, trail);
    String operation = http.attribute(OPERATION);
    if (operation != null && (trail.isVerified() || strangers.admits())) {
      try {
        trail.reserve();
        trail.end(
            operation,
            answer,
            wall.instant().truncatedTo(ChronoUnit.MILLIS),
            requestId,
            http.req().getRemoteAddr());
      } catch (AwsException e) {
        return Answer.of(e);
      }
    }
    return answer;
  }

  private Answer answerOrRefusal(Context http, Trail trail) {
    try {
      return answer(http, trail);
    } catch (AwsException e) {
      return Answer.of(e);
    } catch (RuntimeException e) {
      bugs.tell("a call of the AWS API", e);
      return Answer.of(bug());
    }
  }

  private Answer answer(Context http, Trail trail) {
    if (!origins.admits(
        http.header("Origin"), http.header("Sec-Fetch-Site"), http.header("Host"))) {
      throw new AwsException(
          ErrorType.ACCESS_DENIED,
          "Dev mode serves pages of this machine and of --allow-origin only, under a name of this"
              + " server");
    }
    OperationName name =
        OperationName.at(http.req().getMethod(), http.req().getRequestURI())
            .orElseThrow(
                () -> new AwsException(ErrorType.UNKNOWN_OPERATION, Signatures.OTHER_SERVICE));
    http.attribute(OPERATION, name.wireName());
    WireRequest head = head(http);
    trail.came(head);
    Signatures.Claimed claimed = signatures.claimed(head, wall.instant());
    try (Body body = body(http)) {
      http.attribute(BODY, body.bytes());
      Identity who = signatures.verify(claimed, body.bytes());
      trail.verified(who);
      trail.reserve();
      return answer(http, name, who, sent(http, body.bytes()));
    }
  }

  private Body body(Context http) {
    return switch (bodies.read(http, MAX_BODY)) {
      case Body body -> body;
      case Unread.TOO_LONG ->
          throw new AwsException(
              ErrorType.REQUEST_ENTITY_TOO_LARGE,
              "The request body is longer than " + MAX_BODY + " bytes");
      case Unread.BROKEN ->
          throw new AwsException(
              ErrorType.VALIDATION, "The request body did not arrive whole and in time");
      case Unread.NO_ROOM ->
          throw new AwsException(
              ErrorType.SERVICE_UNAVAILABLE, "Too many requests are being read; try again");
    };
  }

  private static Sent sent(Context http, byte[] body) {
    String query = http.req().getQueryString();
    return new Sent(http.req().getRequestURI(), query == null ? "" : query, body);
  }

  private Answer answer(Context http, OperationName name, Identity who, Sent sent) {
    var endpoints = new Endpoints(baseUrl.of(http, "/whip"), baseUrl.webSocketOf(http, "/events"));
    var caller = new Caller(who.scope(), endpoints, pageKey);
    String invocation = http.header("amz-sdk-invocation-id");
    if (invocation == null || name.readOnly()) {
      return call(name, who, caller, sent, invocation);
    }
    var key =
        new RetryCache.Key(
            invocation,
            who.accessKeyId(),
            who.scope(),
            name,
            sent.target(),
            Signature.bodyHash(sent.body()));
    return retries.once(key, () -> call(name, who, caller, sent, invocation));
  }

  private Answer call(
      OperationName name, Identity who, Caller caller, Sent sent, @Nullable String invocation) {
    List<String> touched = new ArrayList<>();
    return carriedOut(name, who, caller, sent, invocation, touched).touching(touched);
  }

  private Answer carriedOut(
      OperationName name,
      Identity who,
      Caller caller,
      Sent sent,
      @Nullable String invocation,
      List<String> touched) {
    try {
      if (rates != null && !rates.admits(who.scope(), name)) {
        throw new AwsException(ErrorType.THROTTLING, "Rate exceeded");
      }
      var fault = faults.next(name, invocation);
      if (fault.isPresent()) {
        pause(fault.get().delay());
        if (fault.get().error() != null) {
          throw new AwsException(
              fault.get().error(), "This error was asked for at /_footlights/faults");
        }
      }
      return operations.call(name, who, caller, sent, touched);
    } catch (AwsException e) {
      return refusal(name, e);
    } catch (StageException e) {
      return refusal(name, new AwsException(type(name, e.kind()), String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      bugs.tell(name.wireName(), e);
      return refusal(name, new AwsException(ErrorType.INTERNAL_SERVER, BUG));
    }
  }

  /** Callers cannot catch by class what the operation's model does not list. */
  private Answer refusal(OperationName name, AwsException e) {
    if (name.answers(e.type())) {
      return Answer.of(e);
    }
    if (e.type() != ErrorType.INTERNAL_SERVER) {
      bugs.tell(name.wireName() + ", which does not list " + e.type().wireName() + ",", e);
    }
    return Answer.of(bug());
  }

  /**
   * The error of a refusal. What the operation's model does not list is told as a bad request,
   * which all of them list: another's id that a new resource asks for, a name in a list that takes
   * no 404.
   */
  static ErrorType type(OperationName name, StageException.Kind kind) {
    ErrorType fitting =
        switch (kind) {
          case NOT_FOUND -> ErrorType.RESOURCE_NOT_FOUND;
          case CONFLICT -> ErrorType.CONFLICT;
          case VALIDATION, BAD_OFFER -> ErrorType.VALIDATION;
          case QUOTA -> ErrorType.SERVICE_QUOTA_EXCEEDED;
          case FORBIDDEN, UNAUTHORIZED -> ErrorType.ACCESS_DENIED;
          case UNAVAILABLE -> ErrorType.SERVICE_UNAVAILABLE;
          case INTERNAL -> ErrorType.INTERNAL_SERVER;
        };
    if (name.answers(fitting)) {
      return fitting;
    }
    return kind == StageException.Kind.INTERNAL ? ErrorType.INTERNAL_FAILURE : ErrorType.VALIDATION;
  }

  static AwsException bug() {
    return new AwsException(ErrorType.INTERNAL_FAILURE, BUG);
  }

  private static void pause(Duration delay) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** No call comes any more. */
  public void stop() {
    strangers.tell();
  }

  /** What a signature covers of a request, but its body. */
  public static WireRequest head(Context http) {
    List<Header> headers = new ArrayList<>();
    for (String name : Collections.list(http.req().getHeaderNames())) {
      for (String value : Collections.list(http.req().getHeaders(name))) {
        headers.add(new Header(name, value));
      }
    }
    Sent sent = sent(http, NO_BODY);
    return new WireRequest(http.req().getMethod(), sent.path(), sent.query(), headers, NO_BODY);
  }

  /** A header is one line of ASCII, and clients have a limit for it. */
  private static String headerText(String message) {
    String line = message.replaceAll("[^\\x20-\\x7e]", "?");
    return line.length() > 1024 ? line.substring(0, 1024) : line;
  }
}
