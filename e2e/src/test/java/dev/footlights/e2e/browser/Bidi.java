package dev.footlights.e2e.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** As much of WebDriver BiDi (a W3C draft) as it takes to open a page and run a script in it. */
final class Bidi implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration FOR_AN_ANSWER = Duration.ofSeconds(90);

  private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;

  private Bidi(URI url) {
    this.socket = http.newWebSocketBuilder().buildAsync(url, new Answers()).join();
  }

  static Bidi connect(URI url) {
    var bidi = new Bidi(url);
    bidi.command("session.new", Map.of("capabilities", Map.of()));
    return bidi;
  }

  String newTab() {
    return command("browsingContext.create", Map.of("type", "tab")).get("context").asString();
  }

  void navigate(String context, URI url) {
    command(
        "browsingContext.navigate",
        Map.of("context", context, "url", url.toString(), "wait", "complete"));
  }

  /** The string that the script's promise resolves to. */
  String evaluate(String context, String script) {
    JsonNode answer =
        command(
            "script.evaluate",
            Map.of(
                "expression",
                script,
                "target",
                Map.of("context", context),
                "awaitPromise",
                true,
                "userActivation",
                true));
    if (!answer.path("type").asString("").equals("success")) {
      throw new AssertionError(
          "script: " + answer.path("exceptionDetails").path("text").asString(""));
    }
    return answer.get("result").get("value").asString();
  }

  private JsonNode command(String method, Map<String, ?> parameters) {
    long id = ids.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    waiting.put(id, answer);
    String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(text, true).join();
    try {
      return answer.get(FOR_AN_ANSWER.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(method + ": " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new AssertionError(method + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }

  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        answered(JSON.readTree(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void answered(JsonNode message) {
      CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asLong(-1));
      if (answer == null) {
        return;
      }
      if (message.path("type").asString("").equals("success")) {
        answer.complete(message.get("result"));
      } else {
        answer.completeExceptionally(
            new IllegalStateException(message.path("message").asString("")));
      }
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      waiting.values().forEach(answer -> answer.completeExceptionally(error));
    }
  }
}
