package dev.footlights.api.whip;

import dev.footlights.api.aws.AwsApi;
import dev.footlights.api.http.Await;
import dev.footlights.api.http.BaseUrl;
import dev.footlights.api.http.Bodies;
import dev.footlights.api.http.Body;
import dev.footlights.api.http.BugLog;
import dev.footlights.api.http.Unread;
import dev.footlights.api.ops.TokenRefusals;
import dev.footlights.live.control.Connection;
import dev.footlights.live.control.Control;
import dev.footlights.stage.StageException;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.token.TokenException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * WHIP (RFC 9725) at {@code /whip} and WHEP (draft-ietf-wish-whep-04) at {@code
 * /whip/subscribe/{participantId}}, the sessions of both at {@code /whip/sessions/{id}}.
 *
 * <p>The cloud's WHIP host takes offers at {@code /}: so that its name can lead here, we do too.
 *
 * <p>Pages of any origin may call: the token is the authority, and no browser adds it by itself.
 */
public final class WhipApi {
  /** Longest offer, in bytes: a browser's with every codec has about ten thousand. */
  static final int MAX_OFFER = 64 * 1024;

  private static final String SDP = "application/sdp";

  private static final String ENDPOINT_METHODS = "POST, GET, HEAD, OPTIONS";

  private final Control control;
  private final BaseUrl baseUrl;
  private final Bodies bodies;
  private final BugLog bugs;
  private final TokenRefusals refusals;
  private final InstantSource wall;

  /**
   * @param wall what tokens are held against before an offer is read
   */
  public WhipApi(
      Control control,
      BaseUrl baseUrl,
      Bodies bodies,
      BugLog bugs,
      TokenRefusals refusals,
      InstantSource wall) {
    this.control = control;
    this.baseUrl = baseUrl;
    this.bodies = bodies;
    this.bugs = bugs;
    this.refusals = refusals;
    this.wall = wall;
  }

  /**
   * @param other what a POST at the root is when it brings no offer
   */
  public void register(RoutesConfig routes, Handler other) {
    Handler offer = forAnyPage(this::publish);
    routes.addHttpHandler(
        HandlerType.POST, "/", http -> (bringsSdp(http) ? offer : other).handle(http));
    on(routes, HandlerType.OPTIONS, "/", http -> options(http, ENDPOINT_METHODS));
    endpoint(routes, "/whip", this::publish);
    endpoint(routes, "/whip/subscribe/{participantId}", this::watch);
    endpoint(routes, "/whep/{participantId}", this::watch);
    resource(routes, "/whip/sessions/{id}");
  }

  private static void endpoint(RoutesConfig routes, String path, Handler post) {
    String allow = ENDPOINT_METHODS;
    on(routes, HandlerType.POST, path, post);
    on(routes, HandlerType.GET, path, http -> http.status(204));
    on(routes, HandlerType.HEAD, path, http -> http.status(200).contentType(SDP));
    on(routes, HandlerType.OPTIONS, path, http -> options(http, allow));
    for (var method : List.of(HandlerType.PATCH, HandlerType.PUT, HandlerType.DELETE)) {
      on(routes, method, path, http -> methodNotAllowed(http, allow));
    }
  }

  private void resource(RoutesConfig routes, String path) {
    String allow = "DELETE, GET, HEAD, OPTIONS";
    on(routes, HandlerType.DELETE, path, this::end);
    on(routes, HandlerType.GET, path, http -> http.status(204));
    on(routes, HandlerType.HEAD, path, http -> http.status(204));
    on(routes, HandlerType.OPTIONS, path, http -> options(http, allow));
    for (var method : List.of(HandlerType.PATCH, HandlerType.PUT, HandlerType.POST)) {
      on(routes, method, path, http -> methodNotAllowed(http, allow));
    }
  }

  private static void on(RoutesConfig routes, HandlerType method, String path, Handler handler) {
    routes.addHttpHandler(method, path, forAnyPage(handler));
  }

  private static Handler forAnyPage(Handler handler) {
    return http -> {
      http.header("Access-Control-Allow-Origin", "*");
      http.header(
          "Access-Control-Expose-Headers",
          "Location, ETag, Link, Accept-Patch, Retry-After, WWW-Authenticate");
      handler.handle(http);
    };
  }

  private static boolean bringsSdp(Context http) {
    String type = Optional.ofNullable(http.contentType()).orElse("");
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(SDP);
  }

  private static void options(Context http, String allow) {
    http.header("Access-Control-Allow-Methods", "POST, DELETE, PATCH, GET, HEAD, OPTIONS");
    http.header("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match");
    http.header("Access-Control-Max-Age", "7200");
    http.header("Accept-Post", SDP);
    http.header("Allow", allow);
    http.status(200);
  }

  private static void methodNotAllowed(Context http, String allow) {
    http.header("Allow", allow);
    Problem.METHOD_NOT_ALLOWED.answer(http, http.req().getMethod() + " is not served here");
  }

  private void publish(Context http) {
    http.attribute(AwsApi.OPERATION, "whip.publish");
    accept(
        http, (token, offer) -> control.publish(token, offer, UserAgents.read(http.userAgent())));
  }

  private void watch(Context http) {
    http.attribute(AwsApi.OPERATION, "whip.watch");
    accept(
        http,
        (token, offer) ->
            control.watch(
                token,
                ParticipantId.of(http.pathParam("participantId")),
                offer,
                UserAgents.read(http.userAgent())));
  }

  private interface Offered {
    CompletableFuture<Connection> to(String token, String offer);
  }

  private void accept(Context http, Offered offered) {
    if (!bringsSdp(http)) {
      http.header("Accept-Post", SDP);
      String type = Optional.ofNullable(http.contentType()).orElse("");
      Problem.NOT_SDP.answer(http, "Content-Type is '" + type + "'");
      return;
    }
    Optional<String> token = token(http);
    if (token.isEmpty()) {
      return;
    }
    Optional<TokenException> refusal = control.refusal(token.get(), wall.instant());
    if (refusal.isPresent()) {
      refuse(http, refusal.get());
      return;
    }
    switch (bodies.read(http, MAX_OFFER)) {
      case Unread.TOO_LONG ->
          Problem.OFFER_TOO_LARGE.answer(http, "An offer may have " + MAX_OFFER + " bytes");
      case Unread.BROKEN ->
          Problem.BAD_REQUEST.answer(http, "The offer did not arrive whole and in time");
      case Unread.NO_ROOM -> Problem.UNAVAILABLE.answer(http, "Too many requests are being read");
      case Body body -> {
        try (body) {
          accept(http, token.get(), new String(body.bytes(), StandardCharsets.UTF_8), offered);
        }
      }
    }
  }

  private void accept(Context http, String token, String offer, Offered offered) {
    if (offer.isBlank()) {
      Problem.EMPTY_OFFER.answer(http, "The body must be an SDP offer");
      return;
    }
    answering(
        http,
        () -> {
          Connection connection = Await.on(offered.to(token, offer));
          http.header("Location", baseUrl.of(http, "/whip/sessions/" + connection.id()).toString());
          http.status(201).result(connection.answerSdp().getBytes(StandardCharsets.UTF_8));
          http.contentType(SDP);
        });
  }

  private void end(Context http) {
    http.attribute(AwsApi.OPERATION, "whip.end");
    token(http)
        .ifPresent(
            token ->
                answering(
                    http,
                    () -> {
                      Await.on(control.disconnect(http.pathParam("id"), token));
                      http.status(200);
                    }));
  }

  private static Optional<String> token(Context http) {
    Optional<String> token = Bearer.token(http.header("Authorization"));
    if (token.isEmpty()) {
      Problem.NO_TOKEN.answer(http, "Authorization must be Bearer and a participant token");
    }
    return token;
  }

  private void refuse(Context http, StageException e) {
    refusals.tell(e);
    Problem.of(e.kind()).answer(http, String.valueOf(e.getMessage()));
  }

  private void answering(Context http, Runnable work) {
    try {
      work.run();
    } catch (StageException e) {
      refuse(http, e);
    } catch (RuntimeException e) {
      bugs.tell(http.req().getMethod() + " " + http.endpoint().path, e);
      Problem.INTERNAL.answer(http, "Its log has the details");
    }
  }
}
