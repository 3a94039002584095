package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.e2e.PlainState.Thing;
import dev.footlights.e2e.PlainState.Type;
import dev.footlights.e2e.harness.SigningKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ivsrealtime.IvsRealTimeClient;
import software.amazon.awssdk.services.ivsrealtime.model.EncoderConfigurationSummary;
import software.amazon.awssdk.services.ivsrealtime.model.IngestConfigurationSummary;
import software.amazon.awssdk.services.ivsrealtime.model.IngestProtocol;
import software.amazon.awssdk.services.ivsrealtime.model.IvsRealTimeException;
import software.amazon.awssdk.services.ivsrealtime.model.PublicKeySummary;
import software.amazon.awssdk.services.ivsrealtime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ivsrealtime.model.StageSummary;
import software.amazon.awssdk.services.ivsrealtime.model.StorageConfigurationSummary;

/** One operation after the other, drawn from a seed; each answer is held against plain state. */
final class RandomOperations {
  private static final List<String> PEMS = Stream.generate(SigningKey::pem).limit(3).toList();

  private final PlainState state = new PlainState();

  /** Names of what was deleted, and of what never was. */
  private final List<String> gone = new ArrayList<>();

  private final RandomGenerator random;
  private final Supplier<IvsRealTimeClient> to;

  /**
   * @param to the client of the server as it is now
   * @param account whose state begins empty
   */
  RandomOperations(RandomGenerator random, String account, Supplier<IvsRealTimeClient> to) {
    this.random = random;
    this.to = to;
    for (Type type : Type.values()) {
      gone.add("arn:aws:ivs:us-east-1:" + account + ":" + type.name + "/neverWas");
    }
  }

  private IvsRealTimeClient client() {
    return to.get();
  }

  /** One operation; its name, for a failure. */
  String step() {
    Type type = Type.values()[random.nextInt(Type.values().length)];
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> create(type);
      case 3 -> get(type);
      case 4 -> delete(type);
      case 5 -> list(type);
      case 6 -> tag(any());
      case 7 -> untag(any());
      case 8 -> readTags(any());
      case 9 -> updateStage(one(Type.STAGE));
      case 10 -> updateIngest(one(Type.INGEST));
      default -> token(one(Type.STAGE));
    };
  }

  /** Everything, by every list and every Get. */
  void compareAll() {
    for (Type type : Type.values()) {
      list(type);
      state.of(type).forEach(this::same);
    }
    gone.forEach(arn -> refused(Optional.of(notFound()), () -> read(arn)));
  }

  private static Class<?> notFound() {
    return ResourceNotFoundException.class;
  }

  // --- what is drawn -----------------------------------------------------------------------------

  private <T> T of(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** The ARN of one that is there, mostly. */
  private String one(Type type) {
    List<String> there = List.copyOf(state.of(type).keySet());
    List<String> absent = gone.stream().filter(arn -> arn.contains(":" + type.name + "/")).toList();
    return there.isEmpty() || random.nextInt(5) == 0 ? of(absent) : of(there);
  }

  private String any() {
    return one(of(List.of(Type.values())));
  }

  private String link(Type to) {
    return random.nextInt(3) == 0 ? "" : one(to);
  }

  private Map<String, String> tags() {
    return switch (random.nextInt(4)) {
      case 0 -> Map.of();
      case 1 -> Map.of("team", of(List.of("red", "blue")));
      case 2 -> Map.of(PlainState.ID, "id" + random.nextInt(4));
      default -> Map.of("a/b c", "ü+%2F", "team", "");
    };
  }

  private Thing thing(Type type) {
    String content =
        switch (type) {
          case STAGE -> "";
          case ENCODER -> String.valueOf(2 + 2 * random.nextInt(300));
          case STORAGE -> "bucket-" + random.nextInt(100);
          case KEY -> of(PEMS);
          case INGEST -> "user" + random.nextInt(100);
        };
    String link =
        switch (type) {
          case STAGE -> link(Type.STORAGE);
          case INGEST -> link(Type.STAGE);
          default -> "";
        };
    return new Thing(type, "n" + random.nextInt(1000), tags(), content, link);
  }

  // --- operations --------------------------------------------------------------------------------

  private String create(Type type) {
    Thing wanted = thing(type);
    String told = "create " + wanted;
    var refusal = state.refusesCreate(wanted);
    if (refusal.isPresent()) {
      refused(refusal, () -> make(wanted));
      return told;
    }
    String arn = make(wanted);
    assertThat(arn).as(told).contains(":" + type.name + "/").isNotIn(state.arns());
    String id = wanted.tags().get(PlainState.ID);
    if (id != null) {
      assertThat(arn).endsWith("/" + id);
    }
    gone.remove(arn);
    state.add(arn, wanted);
    same(arn, wanted);
    return told;
  }

  private String make(Thing t) {
    return switch (t.type()) {
      case STAGE ->
          client()
              .createStage(
                  r ->
                      r.name(t.name())
                          .tags(t.tags())
                          .autoParticipantRecordingConfiguration(
                              a -> a.storageConfigurationArn(t.link())))
              .stage()
              .arn();
      case ENCODER ->
          client()
              .createEncoderConfiguration(
                  r ->
                      r.name(t.name())
                          .tags(t.tags())
                          .video(v -> v.width(Integer.valueOf(t.content()))))
              .encoderConfiguration()
              .arn();
      case STORAGE ->
          client()
              .createStorageConfiguration(
                  r -> r.name(t.name()).tags(t.tags()).s3(s -> s.bucketName(t.content())))
              .storageConfiguration()
              .arn();
      case KEY ->
          client()
              .importPublicKey(r -> r.name(t.name()).tags(t.tags()).publicKeyMaterial(t.content()))
              .publicKey()
              .arn();
      case INGEST ->
          client()
              .createIngestConfiguration(
                  r ->
                      r.name(t.name())
                          .tags(t.tags())
                          .userId(t.content())
                          .ingestProtocol(IngestProtocol.RTMPS)
                          .stageArn(t.link()))
              .ingestConfiguration()
              .arn();
    };
  }

  private static Type typeOf(String arn) {
    return Stream.of(Type.values())
        .filter(type -> arn.contains(":" + type.name + "/"))
        .findFirst()
        .orElseThrow();
  }

  /** What the server has under a name. */
  private Thing read(String arn) {
    Type type = typeOf(arn);
    return switch (type) {
      case STAGE -> {
        var s = client().getStage(r -> r.arn(arn)).stage();
        yield new Thing(
            type,
            s.name(),
            s.tags(),
            "",
            s.autoParticipantRecordingConfiguration().storageConfigurationArn());
      }
      case ENCODER -> {
        var e = client().getEncoderConfiguration(r -> r.arn(arn)).encoderConfiguration();
        yield new Thing(type, e.name(), e.tags(), String.valueOf(e.video().width()), "");
      }
      case STORAGE -> {
        var s = client().getStorageConfiguration(r -> r.arn(arn)).storageConfiguration();
        yield new Thing(type, s.name(), s.tags(), s.s3().bucketName(), "");
      }
      case KEY -> {
        var k = client().getPublicKey(r -> r.arn(arn)).publicKey();
        yield new Thing(type, k.name(), k.tags(), k.publicKeyMaterial(), "");
      }
      case INGEST -> {
        var i = client().getIngestConfiguration(r -> r.arn(arn)).ingestConfiguration();
        yield new Thing(type, i.name(), i.tags(), i.userId(), i.stageArn());
      }
    };
  }

  private void same(String arn, Thing expected) {
    assertThat(read(arn)).as(arn).isEqualTo(expected);
  }

  private String get(Type type) {
    String arn = one(type);
    if (!refused(state.refusesUse(arn), () -> read(arn))) {
      same(arn, state.find(arn).orElseThrow());
    }
    return "get " + arn;
  }

  private String delete(Type type) {
    String arn = one(type);
    if (!refused(state.refusesDelete(arn), () -> remove(type, arn))) {
      state.delete(arn);
      gone.add(arn);
    }
    return "delete " + arn;
  }

  private Object remove(Type type, String arn) {
    return switch (type) {
      case STAGE -> client().deleteStage(r -> r.arn(arn));
      case ENCODER -> client().deleteEncoderConfiguration(r -> r.arn(arn));
      case STORAGE -> client().deleteStorageConfiguration(r -> r.arn(arn));
      case KEY -> client().deletePublicKey(r -> r.arn(arn));
      case INGEST -> client().deleteIngestConfiguration(r -> r.arn(arn));
    };
  }

  private String list(Type type) {
    int size = 1 + random.nextInt(5);
    List<String> shown = walk(type, size);
    assertThat(shown).containsExactlyElementsOf(state.of(type).keySet());
    if (type == Type.INGEST) {
      String stage = one(Type.STAGE);
      assertThat(
              client()
                  .listIngestConfigurations(r -> r.filterByStageArn(stage).maxResults(100))
                  .ingestConfigurations())
          .extracting(IngestConfigurationSummary::arn)
          .containsExactlyElementsOf(state.attachedTo(stage));
    }
    return "list " + type + " by " + size;
  }

  /** Every ARN of a type, page by page. */
  private List<String> walk(Type type, int size) {
    return switch (type) {
      case STAGE ->
          walk(
              client().listStagesPaginator(r -> r.maxResults(size)).stream(),
              page -> page.stages(),
              StageSummary::arn);
      case ENCODER ->
          walk(
              client().listEncoderConfigurationsPaginator(r -> r.maxResults(size)).stream(),
              page -> page.encoderConfigurations(),
              EncoderConfigurationSummary::arn);
      case STORAGE ->
          walk(
              client().listStorageConfigurationsPaginator(r -> r.maxResults(size)).stream(),
              page -> page.storageConfigurations(),
              StorageConfigurationSummary::arn);
      case KEY ->
          walk(
              client().listPublicKeysPaginator(r -> r.maxResults(size)).stream(),
              page -> page.publicKeys(),
              PublicKeySummary::arn);
      case INGEST ->
          walk(
              client().listIngestConfigurationsPaginator(r -> r.maxResults(size)).stream(),
              page -> page.ingestConfigurations(),
              IngestConfigurationSummary::arn);
    };
  }

  private static <P, R> List<String> walk(
      Stream<P> pages, Function<P, List<R>> rows, Function<R, String> arn) {
    return pages.flatMap(page -> rows.apply(page).stream()).map(arn).toList();
  }

  private String tag(String arn) {
    Map<String, String> more = Map.of("k" + random.nextInt(5), "v" + random.nextInt(1000));
    if (!refused(
        state.refusesUse(arn), () -> client().tagResource(r -> r.resourceArn(arn).tags(more)))) {
      state.tag(arn, more);
    }
    return "tag " + arn + " with " + more;
  }

  private String untag(String arn) {
    List<String> keys = List.of("k" + random.nextInt(5), of(List.of("team", "a/b c")));
    if (!refused(
        state.refusesUse(arn),
        () -> client().untagResource(r -> r.resourceArn(arn).tagKeys(keys)))) {
      state.untag(arn, keys);
    }
    return "untag " + keys + " of " + arn;
  }

  private String readTags(String arn) {
    if (!refused(
        state.refusesUse(arn), () -> client().listTagsForResource(r -> r.resourceArn(arn)))) {
      assertThat(client().listTagsForResource(r -> r.resourceArn(arn)).tags())
          .isEqualTo(state.find(arn).orElseThrow().tags());
    }
    return "tags of " + arn;
  }

  private String updateStage(String arn) {
    String storage = link(Type.STORAGE);
    String name = "n" + random.nextInt(1000);
    return update(
        arn,
        storage,
        thing -> thing.named(name).linked(storage),
        (a, link) ->
            client()
                .updateStage(
                    r ->
                        r.arn(a)
                            .name(name)
                            .autoParticipantRecordingConfiguration(
                                c -> c.storageConfigurationArn(link))));
  }

  private String updateIngest(String arn) {
    String stage = link(Type.STAGE);
    return update(
        arn,
        stage,
        thing -> thing.linked(stage),
        (a, link) -> client().updateIngestConfiguration(r -> r.arn(a).stageArn(link)));
  }

  private String update(
      String arn, String link, Function<Thing, Thing> change, BiFunction<String, String, ?> call) {
    if (!refused(state.refusesLink(arn, link), () -> call.apply(arn, link))) {
      state.change(arn, change.apply(state.find(arn).orElseThrow()));
      same(arn, state.find(arn).orElseThrow());
    }
    return "update " + arn + " with " + link;
  }

  private String token(String stage) {
    int minutes = 1 + random.nextInt(20_160);
    if (!refused(
        state.refusesUse(stage), () -> client().createParticipantToken(r -> r.stageArn(stage)))) {
      var token =
          client()
              .createParticipantToken(r -> r.stageArn(stage).duration(minutes).userId("ann"))
              .participantToken();
      assertThat(token.duration()).isEqualTo(minutes);
      assertThat(token.userId()).isEqualTo("ann");
    }
    return "token for " + stage;
  }

  /**
   * Calls it, and looks whether it is refused as expected.
   *
   * @return whether it was to be refused
   */
  private static boolean refused(Optional<Class<?>> expected, Supplier<?> call) {
    Class<?> met = null;
    String message = "";
    try {
      assertThat(call.get()).isNotNull();
    } catch (IvsRealTimeException e) {
      met = e.getClass();
      message = e.getMessage();
    }
    assertThat(Optional.ofNullable(met)).as(message).isEqualTo(expected);
    return expected.isPresent();
  }
}
