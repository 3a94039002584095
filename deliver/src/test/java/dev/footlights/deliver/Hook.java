package dev.footlights.deliver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody's server on loopback. */
public final class Hook implements AutoCloseable {
  /** What came in. */
  public record Post(String path, com.sun.net.httpserver.Headers headers, String body) {
    public String header(String name) {
      return String.valueOf(headers.getFirst(name));
    }
  }

  /** Answers, and closes the exchange. */
  public interface Handler {
    void handle(HttpExchange http, Post post) throws IOException;
  }

  public final List<Post> posts = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  public Hook(Handler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        http -> {
          String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          Post post = new Post(http.getRequestURI().getPath(), http.getRequestHeaders(), body);
          posts.add(post);
          handler.handle(http, post);
        });
    server.start();
  }

  public static Hook answering(int status) throws IOException {
    return new Hook(
        (http, post) -> {
          http.sendResponseHeaders(status, -1);
          http.close();
        });
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?key=secret");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
