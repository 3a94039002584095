package dev.footlights.e2e;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ivsrealtime.model.ConflictException;
import software.amazon.awssdk.services.ivsrealtime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ivsrealtime.model.ValidationException;

/**
 * What an account should have, in maps: the rules of the API reference once more, as plainly as
 * they can be said. A rule answers with the exception that refuses, or with nothing.
 */
final class PlainState {
  /** Dev mode's tag that gives a resource its id. */
  static final String ID = "footlights:id";

  enum Type {
    STAGE("stage"),
    ENCODER("encoder-configuration"),
    STORAGE("storage-configuration"),
    KEY("public-key"),
    INGEST("ingest-configuration");

    final String name;

    Type(String name) {
      this.name = name;
    }
  }

  /**
   * One resource.
   *
   * @param content what its type alone has: a picture's width, a bucket, PEM text, a user id
   * @param link the storage configuration that a stage records to, the stage that an ingest
   *     configuration is attached to, or ""
   */
  record Thing(Type type, String name, Map<String, String> tags, String content, String link) {
    Thing tagged(Map<String, String> others) {
      return new Thing(type, name, Map.copyOf(others), content, link);
    }

    Thing named(String other) {
      return new Thing(type, other, tags, content, link);
    }

    Thing linked(String other) {
      return new Thing(type, name, tags, content, other);
    }
  }

  private final Map<String, Thing> things = new TreeMap<>();

  /** Those of a type by their ARNs, in the order of lists. */
  Map<String, Thing> of(Type type) {
    var found = new TreeMap<String, Thing>();
    things.forEach(
        (arn, thing) -> {
          if (thing.type() == type) {
            found.put(arn, thing);
          }
        });
    return found;
  }

  /** Ingest configurations of a stage, in the order of lists. */
  List<String> attachedTo(String stage) {
    return of(Type.INGEST).entrySet().stream()
        .filter(entry -> entry.getValue().link().equals(stage))
        .map(Map.Entry::getKey)
        .toList();
  }

  List<String> arns() {
    return new ArrayList<>(things.keySet());
  }

  Optional<Thing> find(String arn) {
    return Optional.ofNullable(things.get(arn));
  }

  void add(String arn, Thing thing) {
    things.put(arn, thing);
  }

  private boolean has(Type type, String id) {
    return of(type).keySet().stream().anyMatch(arn -> arn.endsWith("/" + id));
  }

  Optional<Class<?>> refusesCreate(Thing wanted) {
    boolean sameKey =
        wanted.type() == Type.KEY
            && of(Type.KEY).values().stream().anyMatch(k -> k.content().equals(wanted.content()));
    String id = wanted.tags().get(ID);
    boolean sameId = id != null && has(wanted.type(), id);
    boolean listsConflict = wanted.type() != Type.STAGE && wanted.type() != Type.INGEST;
    if (sameKey || (sameId && listsConflict)) {
      return Optional.of(ConflictException.class);
    }
    boolean badLink = !wanted.link().isEmpty() && !things.containsKey(wanted.link());
    return sameId || badLink ? Optional.of(ValidationException.class) : Optional.empty();
  }

  Optional<Class<?>> refusesUse(String arn) {
    return things.containsKey(arn)
        ? Optional.empty()
        : Optional.of(ResourceNotFoundException.class);
  }

  Optional<Class<?>> refusesLink(String arn, String link) {
    boolean there = things.containsKey(arn) && (link.isEmpty() || things.containsKey(link));
    return there ? Optional.empty() : Optional.of(ResourceNotFoundException.class);
  }

  void change(String arn, Thing other) {
    things.put(arn, other);
  }

  void tag(String arn, Map<String, String> more) {
    Thing thing = find(arn).orElseThrow();
    var tags = new HashMap<>(thing.tags());
    tags.putAll(more);
    things.put(arn, thing.tagged(tags));
  }

  void untag(String arn, List<String> keys) {
    Thing thing = find(arn).orElseThrow();
    var tags = new HashMap<>(thing.tags());
    keys.forEach(tags::remove);
    things.put(arn, thing.tagged(tags));
  }

  Optional<Class<?>> refusesDelete(String arn) {
    boolean recordedTo =
        things.containsKey(arn)
            && of(Type.STAGE).values().stream().anyMatch(s -> s.link().equals(arn));
    return recordedTo ? Optional.of(ConflictException.class) : refusesUse(arn);
  }

  /** Whatever is attached to a stage that goes is attached to none. */
  void delete(String arn) {
    attachedTo(arn).forEach(ingest -> change(ingest, find(ingest).orElseThrow().linked("")));
    things.remove(arn);
  }
}
