package dev.footlights.e2e.figures;

import dev.footlights.client.http.ClientException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a full collection leaves on a JVM's heap.
 *
 * @param megabytes all of it
 * @param ours objects of each of Footlights' classes
 */
record LiveObjects(double megabytes, Map<String, Long> ours) {
  private static final String PACKAGE = "dev.footlights.";

  /** Collects, and counts. */
  static LiveObjects of(long pid) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var ours = new TreeMap<String, Long>();
    double bytes = -1;
    for (String line :
        Child.output(jcmd, String.valueOf(pid), "GC.class_histogram").lines().toList()) {
      String[] words = line.strip().split("\\s+");
      if (words[0].equals("Total")) {
        bytes = Double.parseDouble(words[2]);
      } else if (words.length > 3 && words[3].startsWith(PACKAGE) && !words[3].contains("Lambda")) {
        ours.put(words[3].substring(PACKAGE.length()), Long.parseLong(words[1]));
      }
    }
    if (bytes < 0) {
      throw new ClientException("jcmd tells nothing of the heap");
    }
    return new LiveObjects(bytes / 1e6, ours);
  }

  long of(String name) {
    return ours.getOrDefault(name, 0L);
  }
}
