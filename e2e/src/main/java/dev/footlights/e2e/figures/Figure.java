package dev.footlights.e2e.figures;

import java.io.PrintStream;

/** Something to be measured, bounded in time. Fails with a ClientException. */
interface Figure {
  void measure(PrintStream out);
}
