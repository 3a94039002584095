package dev.footlights.client.http;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connection to a stage's events: who is there and who publishes. */
public final class StageEvents implements AutoCloseable {

  /** One participant of a {@code STAGE_STATE}. */
  public record Participant(String id, String userId, boolean isPublishing) {}

  private final WebSocket socket;

  private StageEvents(WebSocket socket) {
    this.socket = socket;
  }

  /**
   * Connects as the token's participant.
   *
   * @param states receives every state, on a thread of the HTTP client: must return soon
   * @param closed told once when the connection ends, by which side ever
   */
  public static StageEvents connect(
      ParticipantToken token, Consumer<List<Participant>> states, Consumer<String> closed) {
    String base = token.events().toString();
    URI uri = URI.create((base.endsWith("/") ? base : base + "/") + token.stageId());
    CompletableFuture<WebSocket> connecting =
        Http.CLIENT
            .newWebSocketBuilder()
            .connectTimeout(Http.TIMEOUT)
            .subprotocols(token.text())
            .buildAsync(uri, new Reader(states, closed));
    try {
      return new StageEvents(connecting.get(Http.TIMEOUT.toSeconds(), TimeUnit.SECONDS));
    } catch (ExecutionException | CompletionException e) {
      throw new ClientException(uri + ": the events were refused: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new ClientException(uri + " did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }

  @Override
  public void close() {
    socket
        .sendClose(WebSocket.NORMAL_CLOSURE, "")
        .orTimeout(1, TimeUnit.SECONDS)
        .whenComplete((_, _) -> socket.abort());
  }

  private static final class Reader implements WebSocket.Listener {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Consumer<List<Participant>> states;
    private final Consumer<String> closed;
    private final StringBuilder text = new StringBuilder();

    Reader(Consumer<List<Participant>> states, Consumer<String> closed) {
      this.states = states;
      this.closed = closed;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        message(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void message(String message) {
      JsonNode json;
      try {
        json = JSON.readTree(message);
      } catch (JacksonException e) {
        return;
      }
      if (json.path("type").asString("").equals("STAGE_STATE")) {
        JsonNode body = json.has("participants") ? json : json.path("payload");
        var participants = new ArrayList<Participant>();
        for (JsonNode entry : body.path("participants")) {
          participants.add(
              new Participant(
                  entry.path("id").asString(""),
                  entry.path("userId").asString(""),
                  entry.path("isPublishing").asBoolean(false)));
        }
        states.accept(participants);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.accept(code + (reason.isEmpty() ? "" : " " + reason));
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.accept(String.valueOf(error.getMessage()));
    }
  }
}
