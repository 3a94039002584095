package dev.footlights.live.control;

import static dev.footlights.live.Rig.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.FakeStore;
import dev.footlights.live.Rig;
import dev.footlights.live.control.Catalogue.IngestUpdate;
import dev.footlights.stage.PageRequest;
import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.quota.MediaLimits;
import dev.footlights.stage.quota.ResourceQuotas;
import dev.footlights.stage.recording.RecordingConfiguration;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.RowChange.PutStage;
import dev.footlights.stage.resource.EncoderConfiguration;
import dev.footlights.stage.resource.EncoderConfiguration.Video;
import dev.footlights.stage.resource.IngestConfiguration;
import dev.footlights.stage.resource.IngestConfigurations.Spec;
import dev.footlights.stage.resource.IngestCredential;
import dev.footlights.stage.resource.IngestProtocol;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.StorageConfiguration;
import dev.footlights.stage.session.ResourceIds;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.session.StageArn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Scope ELSEWHERE = new Scope("000000000000", "eu-west-1");
  private static final PageRequest PAGE = new PageRequest(50, null);

  private final Rig rig = new Rig();
  private final Catalogue catalogue = rig.control.catalogue();
  private final StageArn red = rig.stage();
  private final StageArn blue = rig.stage();

  private StorageConfiguration storage() {
    return rig.get(catalogue.createStorage(SCOPE, "", Map.of(), "bucket"));
  }

  private EncoderConfiguration encoder(Map<String, String> tags) {
    return rig.get(catalogue.createEncoder(SCOPE, "", tags, Video.USUAL));
  }

  private IngestConfiguration ingest(@Nullable StageArn stage, boolean redundant) {
    var spec = new Spec("", Map.of(), IngestProtocol.RTMPS, stage, "", Map.of(), false, redundant);
    return rig.get(catalogue.createIngest(SCOPE, spec));
  }

  private IngestConfiguration again(IngestConfiguration ingest) {
    return rig.get(catalogue.get(SCOPE, ingest.arn(), IngestConfiguration.class));
  }

  private void isRefused(Kind kind, CompletableFuture<?> answer) {
    assertThat(rig.refusal(answer).kind()).isEqualTo(kind);
  }

  @Test
  void refusesMoreOfATypeThanTheRegionMayHaveUntilOneIsDeleted() {
    var settings =
        new ControlSettings(
            Duration.ofSeconds(60),
            new ResourceQuotas(1, 1, 1, 1, 1, 1, 1),
            false,
            MediaLimits.NONE);
    var small = new Rig(1, new FakeStore(), settings);
    Catalogue few = small.control.catalogue();
    var first = small.get(few.createEncoder(SCOPE, "", Map.of(), Video.USUAL));
    small.get(few.createEncoder(ELSEWHERE, "", Map.of(), Video.USUAL));
    small.get(few.createStorage(SCOPE, "", Map.of(), "bucket"));
    StageException second = small.refusal(few.createEncoder(SCOPE, "", Map.of(), Video.USUAL));
    assertThat(second.kind()).isEqualTo(Kind.QUOTA);
    assertThat(second).hasMessageContaining("encoder-configuration").hasMessageContaining("1");
    small.get(few.delete(SCOPE, first.arn()));
    small.get(few.createEncoder(SCOPE, "", Map.of(), Video.USUAL));
    assertThat(small.fatal).isEmpty();
  }

  @Test
  void keepsAStorageConfigurationThatAStageRecordsTo() {
    var storage = storage();
    rig.store.commit(new Change(List.of(new PutStage(recording("rec", storage.arn()))), List.of()));
    var later = new Rig(1, rig.store);
    Catalogue there = later.control.catalogue();
    StageException refused = later.refusal(there.delete(SCOPE, storage.arn()));
    assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(refused).hasMessageContaining("stage/rec");
    later.get(later.control.deleteStage(SCOPE, StageArn.of(SCOPE, "rec")));
    later.get(there.delete(SCOPE, storage.arn()));
  }

  private static Stage recording(String id, ResourceArn storage) {
    var none = RecordingConfiguration.NONE;
    var there =
        new RecordingConfiguration(
            storage,
            none.mediaTypes(),
            none.thumbnails(),
            none.reconnectWindow(),
            none.targetSegment(),
            none.replicas());
    return new Stage(StageArn.of(SCOPE, id), "", Map.of(), there, null);
  }

  @Test
  void isStillThereAfterARestart() {
    var kept = ingest(red, true);
    var later = new Rig(1, rig.store);
    Catalogue there = later.control.catalogue();
    assertThat(later.get(there.get(SCOPE, kept.arn(), IngestConfiguration.class))).isEqualTo(kept);
    later.get(there.tag(SCOPE, kept.arn().toString(), Map.of("a", "b")));
    later.get(there.delete(SCOPE, kept.arn()));
  }

  @Test
  void answersWhenTheChangeIsDurable() {
    rig.store.hold();
    var answer = catalogue.createEncoder(SCOPE, "", Map.of(), Video.USUAL);
    rig.step();
    assertThat(answer).isNotDone();
    rig.store.release();
    assertThat(rig.get(answer).video()).isEqualTo(Video.USUAL);
  }

  @Test
  void givesNothingOfAnotherTypeAccountOrRegion() {
    var encoder = encoder(Map.of());
    isRefused(Kind.NOT_FOUND, catalogue.get(SCOPE, encoder.arn(), StorageConfiguration.class));
    isRefused(Kind.NOT_FOUND, catalogue.get(ELSEWHERE, encoder.arn(), EncoderConfiguration.class));
    isRefused(Kind.NOT_FOUND, catalogue.delete(ELSEWHERE, encoder.arn()));
    assertThat(rig.get(catalogue.list(ELSEWHERE, EncoderConfiguration.class, PAGE)).items())
        .isEmpty();
    assertThat(rig.get(catalogue.list(SCOPE, EncoderConfiguration.class, PAGE)).items())
        .containsExactly(encoder);
  }

  @Test
  void refusesAnIdThatAnotherOfTheTypeHas() {
    var tags = Map.of(ResourceIds.TAG, "mine");
    assertThat(encoder(tags).arn().id()).isEqualTo("mine");
    rig.get(catalogue.createStorage(SCOPE, "", tags, "bucket"));
    isRefused(Kind.CONFLICT, catalogue.createEncoder(SCOPE, "", tags, Video.USUAL));
    assertThat(rig.fatal).isEmpty();
  }

  // --- ingest ------------------------------------------------------------------------------

  @Test
  void detachesIngestConfigurationsFromADeletedStageInTheSameChange() {
    var there = ingest(red, false);
    var elsewhere = ingest(blue, false);
    rig.store.hold();
    var deleted = rig.control.deleteStage(SCOPE, red);
    rig.step();
    assertThat(rig.store.state().resources()).contains(there);
    rig.store.release();
    rig.get(deleted);
    assertThat(again(there)).isEqualTo(there.attachedTo(null));
    assertThat(again(elsewhere)).isEqualTo(elsewhere);
  }

  @Test
  void detachesWhatADisconnectedParticipantPublishesWith() {
    var single = ingest(red, false);
    var pair = ingest(red, true);
    var other = ingest(red, false);
    disconnect(red, single.credential().participant());
    disconnect(red, pair.redundantCredentials().getLast().participant());
    assertThat(again(single).stage()).isNull();
    assertThat(again(pair).stage()).isNull();
    assertThat(again(other).stage()).isEqualTo(red);
    attach(single, blue);
    assertThat(again(single).stage()).isEqualTo(blue);
    disconnect(blue, single.credential().participant());
    assertThat(again(single).stage()).isNull();
  }

  private void disconnect(StageArn stage, ParticipantId participant) {
    rig.get(rig.control.disconnectParticipant(SCOPE, stage, participant, ""));
  }

  private IngestConfiguration attach(IngestConfiguration ingest, @Nullable StageArn to) {
    return rig.get(catalogue.updateIngest(SCOPE, ingest.arn(), new IngestUpdate(true, to, null)));
  }

  @Test
  void knowsNobodyOfAnIngestConfigurationThatIsAttachedElsewhere() {
    var there = ingest(blue, false);
    isRefused(
        Kind.NOT_FOUND,
        rig.control.disconnectParticipant(SCOPE, red, there.credential().participant(), ""));
    assertThat(again(there).stage()).isEqualTo(blue);
  }

  @Test
  void changesOfAnIngestConfigurationOnlyWhatItIsTold() {
    var made = ingest(red, true);
    var kept =
        rig.get(catalogue.updateIngest(SCOPE, made.arn(), new IngestUpdate(false, null, null)));
    assertThat(kept).isEqualTo(made);
    var same =
        rig.get(catalogue.updateIngest(SCOPE, made.arn(), new IngestUpdate(false, null, true)));
    assertThat(same.redundantCredentials()).isEqualTo(made.redundantCredentials());
    var one =
        rig.get(catalogue.updateIngest(SCOPE, made.arn(), new IngestUpdate(false, null, false)));
    assertThat(one).isEqualTo(made.withRedundancy(List.of()));
    var two =
        rig.get(catalogue.updateIngest(SCOPE, made.arn(), new IngestUpdate(true, blue, true)));
    assertThat(two.stage()).isEqualTo(blue);
    assertThat(two.credential()).isEqualTo(made.credential());
    assertThat(two.redundantCredentials())
        .hasSize(2)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(made.redundantCredentials());
  }

  @Test
  void attachesToStagesOfTheCallersAlone() {
    var nowhere = StageArn.of(SCOPE, "nowhere");
    var made = ingest(red, false);
    var update = new IngestUpdate(true, nowhere, null);
    isRefused(Kind.NOT_FOUND, catalogue.updateIngest(SCOPE, made.arn(), update));
    var spec = new Spec("", Map.of(), IngestProtocol.RTMPS, nowhere, "", Map.of(), false, false);
    StageException refused = rig.refusal(catalogue.createIngest(SCOPE, spec));
    assertThat(refused.kind()).isEqualTo(Kind.VALIDATION);
    assertThat(refused).hasMessageContaining("stageArn").hasMessageContaining("stage/nowhere");
    assertThat(again(made)).isEqualTo(made);
  }

  @Test
  void neverPrintsAStreamKey() {
    var made = ingest(red, true);
    var keys =
        Stream.concat(Stream.of(made.credential()), made.redundantCredentials().stream())
            .map(IngestCredential::streamKey)
            .toList();
    assertThat(keys).hasSize(3).doesNotHaveDuplicates().allMatch(k -> k.length() > 60);
    assertThat(made.toString()).contains("IngestCredential").doesNotContain(keys);
  }

  // --- tags --------------------------------------------------------------------------------

  @Test
  void tagsStagesAndResourcesAlike() {
    for (String arn : List.of(red.toString(), encoder(Map.of()).arn().toString())) {
      rig.get(catalogue.tag(SCOPE, arn, Map.of("a", "1", "b", "2")));
      rig.get(catalogue.tag(SCOPE, arn, Map.of("b", "3", "c", "4")));
      rig.get(catalogue.untag(SCOPE, arn, List.of("a", "never there")));
      assertThat(rig.get(catalogue.tags(SCOPE, arn))).isEqualTo(Map.of("b", "3", "c", "4"));
      isRefused(Kind.NOT_FOUND, catalogue.tags(ELSEWHERE, arn));
      isRefused(Kind.NOT_FOUND, catalogue.tag(ELSEWHERE, arn, Map.of("a", "1")));
      isRefused(Kind.NOT_FOUND, catalogue.untag(ELSEWHERE, arn, List.of("b")));
    }
    assertThat(rig.get(rig.control.getStage(SCOPE, red)).tags()).containsEntry("b", "3");
  }

  @Test
  void keepsTheTagsOfAStageWhoseSessionBeginsAndEnds() {
    rig.get(catalogue.tag(SCOPE, red.toString(), Map.of("a", "1")));
    rig.person(red).publishes().vanishes();
    assertThat(rig.session(red)).isNotNull();
    rig.get(catalogue.tag(SCOPE, red.toString(), Map.of("b", "2")));
    assertThat(rig.session(red)).isNotNull();
    rig.advance(Duration.ofMinutes(10));
    assertThat(rig.session(red)).isNull();
    assertThat(rig.get(catalogue.tags(SCOPE, red.toString())))
        .isEqualTo(Map.of("a", "1", "b", "2"));
  }

  @Test
  void hasNoResourceMoreThan50Tags() {
    String arn = encoder(Map.of()).arn().toString();
    Map<String, String> many = new TreeMap<>();
    for (int i = 0; i < 50; i++) {
      many.put("key" + i, "");
    }
    rig.get(catalogue.tag(SCOPE, arn, many));
    rig.get(catalogue.tag(SCOPE, arn, Map.of("key7", "other")));
    isRefused(Kind.VALIDATION, catalogue.tag(SCOPE, arn, Map.of("one more", "")));
    assertThat(rig.get(catalogue.tags(SCOPE, arn))).hasSize(50);
    assertThat(rig.fatal).isEmpty();
  }

  @Test
  void takesNoTagOfAwsOwn() {
    var tags = Map.of("aWs:x", "");
    isRefused(Kind.VALIDATION, catalogue.tag(SCOPE, red.toString(), tags));
    isRefused(Kind.VALIDATION, catalogue.createEncoder(SCOPE, "", tags, Video.USUAL));
    isRefused(
        Kind.VALIDATION,
        rig.control.createStage(
            SCOPE, "", tags, RecordingConfiguration.NONE, List.of(), Rig.ENDPOINTS));
    rig.get(catalogue.tag(SCOPE, red.toString(), Map.of("aws", "", "laws:x", "")));
  }
}
