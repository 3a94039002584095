package dev.footlights.client.seed;

import dev.footlights.client.http.AwsCaller;
import dev.footlights.client.http.AwsException;
import dev.footlights.client.http.ClientException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/**
 * Makes a template's resources by calls of the API, each after those that it names. A resource that
 * was made before, which its tag tells, stays as it is.
 */
public final class Seeding {
  /** Its value is the logical id. */
  static final String TAG = "footlights:seed";

  private static final int PAGE = 50;

  private final Template template;
  private final AwsCaller caller;
  private final String region;
  private final Map<String, JsonNode> made = new LinkedHashMap<>();
  private final Set<String> underWay = new HashSet<>();
  private final Map<SeedType, Map<String, JsonNode>> there = new EnumMap<>(SeedType.class);

  private Seeding(Template template, AwsCaller caller, String region) {
    this.template = template;
    this.caller = caller;
    this.region = region;
  }

  /**
   * Makes all of them.
   *
   * @param region that the caller signs for
   * @param told of each logical id and its ARN
   * @return types of IVS in the template that are not made
   * @throws ClientException when one cannot be made, in one line
   */
  public static Set<String> run(
      Path file, AwsCaller caller, String region, BiConsumer<String, String> told) {
    var seeding = new Seeding(Template.read(file), caller, region);
    for (String id : seeding.template.seeds().keySet()) {
      told.accept(id, seeding.resource(id).path("arn").asString());
    }
    return seeding.template.unknown();
  }

  private JsonNode resource(String id) {
    JsonNode known = made.get(id);
    if (known != null) {
      return known;
    }
    if (!underWay.add(id)) {
      throw new ClientException("Resources." + id + " needs itself");
    }
    Template.Seed seed = Objects.requireNonNull(template.seeds().get(id));
    JsonNode resource = there(seed.type()).get(id);
    if (resource == null) {
      resource = make(id, seed);
    }
    made.put(id, resource);
    return resource;
  }

  private JsonNode make(String id, Template.Seed seed) {
    String where = "Resources." + id + ".Properties";
    Object properties = new Values(new InTemplate()).resolve(where, seed.properties());
    Map<String, Object> members = Members.of((Map<?, ?>) properties);
    Map<String, Object> tags = new LinkedHashMap<>();
    if (members.get("tags") instanceof Map<?, ?> given) {
      given.forEach((key, value) -> tags.put(String.valueOf(key), value));
    }
    tags.put(TAG, id);
    members.put("tags", tags);
    try {
      return caller.call(seed.type().creation(), members).path(seed.type().member());
    } catch (AwsException e) {
      throw new ClientException("Resources." + id + ": " + e.getMessage(), e);
    }
  }

  /** Those of a type that were made before, by their logical id. */
  private Map<String, JsonNode> there(SeedType type) {
    Map<String, JsonNode> known = there.get(type);
    if (known == null) {
      known = new HashMap<>();
      String token = "";
      do {
        Map<String, Object> page = new HashMap<>(Map.of("maxResults", PAGE));
        if (!token.isEmpty()) {
          page.put("nextToken", token);
        }
        JsonNode answer = caller.call(type.listing(), page);
        for (JsonNode summary : answer.path(type.members())) {
          JsonNode whole = whole(type, summary);
          String id = whole.path("tags").path(TAG).asString("");
          if (!id.isEmpty()) {
            known.put(id, whole);
          }
        }
        token = answer.path("nextToken").asString("");
      } while (!token.isEmpty());
      there.put(type, known);
    }
    return known;
  }

  /** Some summaries have no tags, and none has every attribute. */
  private JsonNode whole(SeedType type, JsonNode summary) {
    boolean ours = summary.path("tags").has(TAG) || !summary.has("tags");
    return ours
        ? caller
            .call(type.showing(), Map.of("arn", summary.path("arn").asString()))
            .path(type.member())
        : summary;
  }

  /** What names mean in this template. */
  private final class InTemplate implements Values.Names {
    @Override
    public Object ref(String where, String name) {
      if (template.seeds().containsKey(name)) {
        return resource(name).path("arn").asString();
      }
      Object parameter = template.parameters().get(name);
      if (parameter != null) {
        return parameter;
      }
      Template.Other other = template.others().get(name);
      if (other != null && other.properties().get("BucketName") instanceof String bucket) {
        return bucket;
      }
      return switch (name) {
        case "AWS::Region" -> region;
        case "AWS::AccountId" -> "000000000000";
        case "AWS::Partition" -> "aws";
        case "AWS::URLSuffix" -> "amazonaws.com";
        default ->
            throw new ClientException(
                where
                    + ": "
                    + name
                    + (other == null
                        ? " is neither a resource of the template nor a parameter with a Default"
                        : " is an " + other.type() + ", whose name nobody knows"));
      };
    }

    @Override
    public Object attribute(String where, String name, String attribute) {
      if (!template.seeds().containsKey(name)) {
        throw new ClientException(where + ": " + name + " is no resource that is made");
      }
      JsonNode value = resource(name).path(Members.lower(attribute));
      if (!value.isValueNode() || value.isNull()) {
        throw new ClientException(where + ": " + name + " has no " + attribute);
      }
      return value.asString();
    }
  }
}
