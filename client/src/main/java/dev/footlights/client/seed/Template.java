package dev.footlights.client.seed;

import dev.footlights.client.http.ClientException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a template is ours.
 *
 * @param parameters those that have a default
 * @param seeds to be made, by their logical id, in the template's order
 * @param others the other resources, by their logical id
 * @param unknown types of IVS that are not made
 */
record Template(
    Map<String, Object> parameters,
    Map<String, Seed> seeds,
    Map<String, Other> others,
    Set<String> unknown) {

  /** A resource that is made. */
  record Seed(SeedType type, Map<?, ?> properties) {}

  /** A resource that is not. */
  record Other(String type, Map<?, ?> properties) {}

  static Template read(Path file) {
    Map<?, ?> top = TemplateReader.read(file);
    Map<String, Object> parameters = new LinkedHashMap<>();
    map(top, "Parameters")
        .forEach(
            (name, parameter) -> {
              if (parameter instanceof Map<?, ?> known && known.get("Default") != null) {
                parameters.put(String.valueOf(name), known.get("Default"));
              }
            });
    Map<String, Seed> seeds = new LinkedHashMap<>();
    Map<String, Other> others = new LinkedHashMap<>();
    Set<String> unknown = new TreeSet<>();
    map(top, "Resources")
        .forEach(
            (id, resource) -> {
              if (!(resource instanceof Map<?, ?> known) || known.get("Type") == null) {
                throw new ClientException("Resources." + id + " has no Type");
              }
              String type = String.valueOf(known.get("Type"));
              String name = String.valueOf(id);
              Map<?, ?> properties = map(known, "Properties");
              SeedType.named(type)
                  .ifPresentOrElse(
                      seed -> {
                        if (known.containsKey("Condition")) {
                          throw new ClientException(
                              "Resources." + id + ".Condition: conditions are not understood");
                        }
                        seeds.put(name, new Seed(seed, properties));
                      },
                      () -> others.put(name, new Other(type, properties)));
              if (type.startsWith(SeedType.OURS) && !seeds.containsKey(name)) {
                unknown.add(type);
              }
            });
    if (top.get("Resources") == null) {
      throw new ClientException(file + " is no template: it has no Resources");
    }
    return new Template(parameters, seeds, others, unknown);
  }

  private static Map<?, ?> map(Map<?, ?> of, String key) {
    return of.get(key) instanceof Map<?, ?> known ? known : Map.of();
  }
}
