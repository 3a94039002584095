package dev.footlights.e2e.figures;

import dev.footlights.client.http.ClientException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a full collection leaves on a JVM's heap.
 *
 * @param megabytes all of it
 * @param classes of each class, by its full name, in the order of the names
 */
record LiveObjects(double megabytes, Map<String, Share> classes) {
  /** With these a collector fills gaps that it leaves between objects. */
  private static final String FILLER = "jdk.internal.vm.Filler";

  /** What one class has of the heap. */
  record Share(long objects, long bytes) {
    static final Share NONE = new Share(0, 0);
  }

  /** Collects, and counts. */
  static LiveObjects of(long pid) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var classes = new TreeMap<String, Share>();
    for (String line :
        Child.output(jcmd, String.valueOf(pid), "GC.class_histogram").lines().toList()) {
      String[] words = line.strip().split("\\s+");
      if (words.length > 3 && words[0].matches("[0-9]+:") && !words[3].contains(FILLER)) {
        classes.merge(
            words[3],
            new Share(Long.parseLong(words[1]), Long.parseLong(words[2])),
            (a, b) -> new Share(a.objects() + b.objects(), a.bytes() + b.bytes()));
      }
    }
    if (classes.isEmpty()) {
      throw new ClientException("jcmd tells nothing of the heap");
    }
    long bytes = classes.values().stream().mapToLong(Share::bytes).sum();
    return new LiveObjects(bytes / 1e6, classes);
  }

  Share of(String name) {
    return classes.getOrDefault(name, Share.NONE);
  }
}
