package dev.footlights.api.events;

import dev.footlights.live.control.Control;
import dev.footlights.live.presence.Attendance;
import dev.footlights.stage.StageException;
import dev.footlights.stage.token.TokenRefusal;
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
 * </pre>
 */
public final class EventsApi {
  /** Longest message of a client, in bytes. */
  public static final int MAX_MESSAGE = 4096;

  /** Messages of a client per second; more close its connection. */
  static final int MAX_RATE = 20;

  /** RFC 6455 §7.4.1: a message that violates policy. */
  private static final int POLICY = 1008;

  private static final JsonMapper JSON = new JsonMapper();

  private final Control control;
  private final Executor executor;
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
  public EventsApi(Control control, Executor executor, LongSupplier nanos) {
    this.control = control;
    this.executor = executor;
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
      socket.closed(POLICY, TokenRefusal.OTHER_STAGE.text());
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
    switch (json.path("type").asString("")) {
      case "PING" -> {
        // Who pings by itself is missed when it stops: our own pings would hide that.
        http.disableAutomaticPings();
        one.socket.pong();
      }
      case "MUTE" -> {
        boolean audio = json.path("audio").asBoolean(false);
        boolean video = json.path("video").asBoolean(false);
        one.attendance.thenAccept(attendance -> attendance.mute(audio, video));
      }
      default -> {}
    }
  }

  private void gone(String sessionId) {
    Attending one = attending.remove(sessionId);
    if (one != null) {
      one.attendance.thenAccept(Attendance::close);
    }
  }

  private static void refuse(Socket socket, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (!(cause instanceof StageException refusal)) {
      socket.closed(1011, "something went wrong in the server");
      return;
    }
    String message = String.valueOf(refusal.getMessage());
    int code = POLICY;
    if (message.equals(TokenRefusal.EXPIRED.text())) {
      code = Attendance.TOKEN_EXPIRED;
    } else if (message.equals(TokenRefusal.REVOKED.text())) {
      code = Attendance.DISCONNECTED;
    } else if (message.equals(TokenRefusal.STAGE_DELETED.text())) {
      code = Attendance.STAGE_DELETED;
    } else if (refusal.kind() == StageException.Kind.UNAVAILABLE) {
      code = 1013;
    }
    socket.closed(code, message);
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
