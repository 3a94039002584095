package dev.footlights.api.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;

/** A connection that sends what it likes. */
public final class Wire implements AutoCloseable {
  private final Socket socket;

  public Wire(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(60_000);
  }

  public Wire send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** Sends nothing more. */
  public Wire hangUp() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** The head of the answer and what follows it, until {@code last} was read or all has come. */
  public String answer(String last) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf(last) < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      text.append((char) next);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
