package dev.footlights.api;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the log says meanwhile: in tests it goes to the standard error. */
public final class Printed {
  private Printed() {}

  public interface Work<E extends Exception> {
    void run() throws E;
  }

  public static <E extends Exception> String by(Work<E> work) throws E {
    PrintStream usual = System.err;
    var bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(usual);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
