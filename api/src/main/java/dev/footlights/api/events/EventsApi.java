package dev.footlights.api.events;

import dev.footlights.api.ops.TokenRefusals;
import dev.footlights.live.control.Control;
import dev.footlights.live.presence.Attendance;
import dev.footlights.stage.StageException;
import dev.footlights.stage.token.TokenException;
import dev.footlights.stage.token.TokenRefusal;
import dev.footlights.stage.token.TokenVerifier;
import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsMessageContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The WebSocket {@code /events/{stageId}}, the participant token as its subprotocol.
 *
 * <pre>
 * → {"type":"STAGE_STATE","payload":{"stageId","participants":[{"id","userId","attributes","isPublishing",…}]}}
 * ← {"type":"PING"}                                   → {"type":"PONG"}
 * ← {"type":"MUTE","audio":true,"video":false}
 * ← {"type":"EXCHANGE_TOKEN","token":"…"}             → {"type":"TOKEN_EXCHANGED"}
 * </pre>
 */
public final class EventsApi {
  /** Longest message of a client that carries no token, in characters. */
  static final int MAX_MESSAGE = 4096;

  /** Longest message of a client, in bytes: a token and what is around it. */
  public static final int MAX_TOKEN_MESSAGE = TokenVerifier.MAX_LENGTH + 256;

  /** Messages of a client per second; more close its connection. */
  static final int MAX_RATE = 20;

  /** RFC 6455 §7.4.1: a message that is too big. */
  private static final int TOO_BIG = 1009;

  /** RFC 6455 §7.4.1: a message that violates policy. */
  private static final int POLICY = 1008;

  /** Registered beside those of RFC 6455: not now. */
  private static final int AGAIN_LATER = 1013;

  private static final JsonMapper JSON = new JsonMapper();

  private final Control control;
  private final Executor executor;
  private final TokenRefusals refusals;
  private final LongSupplier nanos;
  private final StateText text = new StateText();
  private final Map<String, Attending> attending = new ConcurrentHashMap<>();

  /** One connection: what it sends goes through here. */
  private static final class Attending {
    final Socket socket;
    final CompletableFuture<Attendance> attendance;
    private long second;
    private int messages;

    Attending(Socket socket, CompletableFuture<Attendance> attendance) {
      this.socket = socket;
      this.attendance = attendance;
    }

    boolean tooMany(long now) {
      if (now - second >= 1_000_000_000L) {
        second = now;
        messages = 0;
      }
      return ++messages > MAX_RATE;
    }
  }

  /**
   * @param executor runs what blocks on a slow reader
   * @param nanos monotonic
   */
  public EventsApi(Control control, Executor executor, TokenRefusals refusals, LongSupplier nanos) {
    this.control = control;
    this.executor = executor;
    this.refusals = refusals;
    this.nanos = nanos;
  }

  public void register(RoutesConfig routes) {
    routes.ws(
        "/events/{stageId}",
        ws -> {
          ws.onConnect(this::connect);
          ws.onMessage(this::message);
          ws.onClose(http -> gone(http.sessionId()));
          ws.onError(http -> gone(http.sessionId()));
        });
  }

  /** Closes every connection: the server stops. */
  public void stop() {
    attending.values().forEach(one -> one.socket.closed(1001, "the server is stopping"));
  }

  private void connect(WsConnectContext http) {
    var socket = new Socket(http.session, text, executor);
    String offered = http.header("Sec-WebSocket-Protocol");
    String token = offered == null ? "" : offered.split(",", 2)[0].strip();
    if (token.isEmpty()) {
      socket.closed(POLICY, "the subprotocol must be a participant token");
      return;
    }
    String topic = topic(token);
    if (topic != null && !topic.equals(http.pathParam("stageId"))) {
      refuse(socket, TokenRefusal.OTHER_STAGE.exception());
      return;
    }
    http.enableAutomaticPings();
    CompletableFuture<Attendance> attendance = control.attend(token, socket);
    attending.put(http.sessionId(), new Attending(socket, attendance));
    attendance.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            refuse(socket, failure);
          }
        });
    if (!http.session.isOpen()) {
      gone(http.sessionId());
    }
  }

  private void message(WsMessageContext http) {
    Attending one = attending.get(http.sessionId());
    if (one == null) {
      return;
    }
    if (one.tooMany(nanos.getAsLong())) {
      one.socket.closed(POLICY, "more than " + MAX_RATE + " messages a second");
      return;
    }
    JsonNode json = read(http.message());
    String type = json.path("type").asString("");
    if (http.message().length() > MAX_MESSAGE && !type.equals("EXCHANGE_TOKEN")) {
      one.socket.closed(TOO_BIG, "a message may have " + MAX_MESSAGE + " characters");
      return;
    }
    switch (type) {
      case "PING" -> {
        // Who pings by itself is missed when it stops: our own pings would hide that.
        http.disableAutomaticPings();
        one.socket.answer("{\"type\":\"PONG\"}");
      }
      case "MUTE" -> {
        boolean audio = json.path("audio").asBoolean(false);
        boolean video = json.path("video").asBoolean(false);
        one.attendance.thenAccept(attendance -> attendance.mute(audio, video));
      }
      case "EXCHANGE_TOKEN" -> {
        String token = json.path("token").asString("");
        Consumer<Attendance> exchange = attendance -> exchange(one.socket, attendance, token);
        if (one.attendance.isDone()) {
          one.attendance.thenAccept(exchange);
        } else {
          // Not on the control thread, which ends the future: reading a token takes long.
          one.attendance.thenAcceptAsync(exchange, executor);
        }
      }
      default -> {}
    }
  }

  private void exchange(Socket socket, Attendance attendance, String token) {
    attendance
        .exchange(token)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                socket.answer("{\"type\":\"TOKEN_EXCHANGED\"}");
              } else {
                // One whose token was refused was told by its attendance: it has left.
                refuse(socket, failure);
              }
            });
  }

  private void gone(String sessionId) {
    Attending one = attending.remove(sessionId);
    if (one != null) {
      one.attendance.thenAccept(Attendance::close);
    }
  }

  private void refuse(Socket socket, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (!(cause instanceof StageException refusal)) {
      socket.closed(1011, "something went wrong in the server");
      return;
    }
    refusals.tell(refusal);
    socket.closed(code(refusal), String.valueOf(refusal.getMessage()));
  }

  private static int code(StageException refusal) {
    if (refusal instanceof TokenException token) {
      return switch (token.reason()) {
        case EXPIRED -> Attendance.TOKEN_EXPIRED;
        case REVOKED -> Attendance.DISCONNECTED;
        case STAGE_DELETED -> Attendance.STAGE_DELETED;
        default -> POLICY;
      };
    }
    return refusal.kind() == StageException.Kind.UNAVAILABLE ? AGAIN_LATER : POLICY;
  }

  /** The stage a token names, before anybody has verified it; null when it cannot be read. */
  private static @Nullable String topic(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return null;
    }
    try {
      byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
      return read(new String(claims, StandardCharsets.UTF_8)).path("topic").asString(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }
}
