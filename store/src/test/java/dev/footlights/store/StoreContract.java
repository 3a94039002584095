package dev.footlights.store;

import static dev.footlights.store.Samples.OTHER;
import static dev.footlights.store.Samples.SCOPE;
import static dev.footlights.store.Samples.T0;
import static dev.footlights.store.Samples.arn;
import static dev.footlights.store.Samples.event;
import static dev.footlights.store.Samples.events;
import static dev.footlights.store.Samples.fullEvent;
import static dev.footlights.store.Samples.gone;
import static dev.footlights.store.Samples.participant;
import static dev.footlights.store.Samples.replica;
import static dev.footlights.store.Samples.resources;
import static dev.footlights.store.Samples.rows;
import static dev.footlights.store.Samples.session;
import static dev.footlights.store.Samples.sessionId;
import static dev.footlights.store.Samples.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footlights.stage.Page;
import dev.footlights.stage.PageRequest;
import dev.footlights.stage.StageException;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantFilter;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.participant.RecordingState;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.recording.RecordingConfiguration;
import dev.footlights.stage.replication.EndReason;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.LiveState;
import dev.footlights.stage.repository.Outbox;
import dev.footlights.stage.repository.RowChange.Clear;
import dev.footlights.stage.repository.RowChange.DeleteResource;
import dev.footlights.stage.repository.RowChange.DeleteStage;
import dev.footlights.stage.repository.RowChange.PutParticipant;
import dev.footlights.stage.repository.RowChange.PutReplica;
import dev.footlights.stage.repository.RowChange.PutResource;
import dev.footlights.stage.repository.RowChange.PutRevocation;
import dev.footlights.stage.repository.RowChange.PutServerKey;
import dev.footlights.stage.repository.RowChange.PutSession;
import dev.footlights.stage.repository.RowChange.PutStage;
import dev.footlights.stage.repository.Store;
import dev.footlights.stage.resource.IngestConfiguration;
import dev.footlights.stage.resource.PublicKey;
import dev.footlights.stage.resource.Resource;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.session.Session;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.Revocation;
import dev.footlights.stage.token.ServerKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store must do, asked of each of them. */
public abstract class StoreContract {
  private Store store;

  /** A new, empty one. */
  protected abstract Store open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  private void commit(Change change) {
    store.commit(change).join();
  }

  private static PageRequest first(int max) {
    return new PageRequest(max, null);
  }

  private static <T> List<T> walk(int max, Function<PageRequest, CompletableFuture<Page<T>>> list) {
    List<T> all = new ArrayList<>();
    String token = null;
    do {
      Page<T> page = list.apply(new PageRequest(max, token)).join();
      assertThat(page.items()).hasSizeLessThanOrEqualTo(max);
      assertThat(token == null || !page.items().isEmpty()).isTrue();
      all.addAll(page.items());
      token = page.nextToken();
      if (token != null) {
        assertThat(token).matches("[A-Za-z0-9+/=_-]{1,1024}");
      }
    } while (token != null);
    return all;
  }

  @Test
  void aNewStoreHoldsNothing() {
    assertThat(store.load().join()).isEqualTo(LiveState.EMPTY);
  }

  @Test
  void everyMemberOfAStageComesBack() {
    Stage stage = stage("a").withActiveSession(sessionId("1"));
    commit(rows(new PutStage(stage)));
    assertThat(store.stage(arn("a")).join()).contains(stage);
    assertThat(store.stage(arn("b")).join()).isEmpty();
    assertThat(store.load().join().stages()).containsExactly(stage);
  }

  @Test
  void puttingAgainReplacesTheWholeRow() {
    commit(rows(new PutStage(stage("a").withActiveSession(sessionId("1")))));
    Stage later = new Stage(arn("a"), "", Map.of(), RecordingConfiguration.NONE, null);
    commit(rows(new PutStage(later)));
    assertThat(store.stage(arn("a")).join()).contains(later);
  }

  @Test
  void rowsOfOneChangeApplyInTheirOrder() {
    commit(
        rows(
            new PutStage(stage("a")),
            new DeleteStage(arn("a")),
            new PutStage(stage("b")),
            new PutStage(stage("b").withActiveSession(sessionId("2")))));
    assertThat(store.load().join().stages())
        .containsExactly(stage("b").withActiveSession(sessionId("2")));
  }

  @Test
  void aDeletedStageLeavesItsHistory() {
    Participant p = participant("a", "1", "p", 0);
    var joined = event("a", "1", "p", EventName.JOINED, 0);
    commit(
        new Change(
            List.of(
                new PutStage(stage("a")),
                new PutSession(session("a", "1", 0)),
                new PutParticipant(p)),
            List.of(joined)));
    commit(rows(new DeleteStage(arn("a"))));
    assertThat(store.stage(arn("a")).join()).isEmpty();
    assertThat(store.session(arn("a"), sessionId("1")).join()).contains(session("a", "1", 0));
    assertThat(store.participant(arn("a"), sessionId("1"), p.id()).join()).contains(p);
    assertThat(store.events(arn("a"), sessionId("1"), p.id(), first(10)).join().items())
        .containsExactly(joined);
  }

  @Test
  void stagesAreListedByArnWithinTheirScope() {
    for (String id : List.of("c", "B", "a", "d", "e")) {
      commit(rows(new PutStage(stage(id))));
    }
    Stage foreign =
        new Stage(StageArn.of(OTHER, "a"), "", Map.of(), RecordingConfiguration.NONE, null);
    commit(rows(new PutStage(foreign)));
    assertThat(walk(2, page -> store.stages(SCOPE, page)))
        .extracting(s -> s.arn().id())
        .containsExactly("B", "a", "c", "d", "e");
    assertThat(walk(2, page -> store.stages(OTHER, page))).containsExactly(foreign);
  }

  @Test
  void aFullLastPageHasNoToken() {
    commit(rows(new PutStage(stage("a")), new PutStage(stage("b"))));
    assertThat(store.stages(SCOPE, first(2)).join().nextToken()).isNull();
    assertThat(store.stages(SCOPE, first(Integer.MAX_VALUE)).join().items()).hasSize(2);
  }

  @Test
  void whatComesAndGoesMeanwhileMovesNoPage() {
    for (String id : List.of("a", "b", "c", "d")) {
      commit(rows(new PutStage(stage(id))));
    }
    Page<Stage> page = store.stages(SCOPE, first(2)).join();
    commit(rows(new DeleteStage(arn("b")), new PutStage(stage("aa"))));
    assertThat(store.stages(SCOPE, new PageRequest(2, page.nextToken())).join().items())
        .containsExactly(stage("c"), stage("d"));
  }

  @Test
  void sessionsAreListedNewestFirst() {
    commit(
        rows(
            new PutSession(session("a", "1", 5)),
            new PutSession(session("a", "2", 7)),
            new PutSession(session("a", "3", 5).endedAt(T0.plusSeconds(6))),
            new PutSession(session("b", "4", 9))));
    assertThat(walk(1, page -> store.sessions(arn("a"), page)))
        .containsExactly(
            session("a", "2", 7),
            session("a", "3", 5).endedAt(T0.plusSeconds(6)),
            session("a", "1", 5));
    assertThat(store.session(arn("b"), sessionId("1")).join()).isEmpty();
  }

  @Test
  void everyMemberOfAParticipantComesBack() {
    Participant p = participant("a", "1", "p", 3);
    Participant nobody = participant("a", "1", "", 3);
    commit(rows(new PutParticipant(p), new PutParticipant(nobody)));
    assertThat(store.participant(arn("a"), sessionId("1"), p.id()).join()).contains(p);
    assertThat(store.participant(arn("a"), sessionId("1"), nobody.id()).join()).contains(nobody);
    commit(rows(new PutParticipant(gone(p))));
    assertThat(store.participant(arn("a"), sessionId("1"), p.id()).join()).contains(gone(p));
    assertThat(store.participant(arn("a"), sessionId("2"), p.id()).join()).isEmpty();
  }

  @Test
  void participantsAreListedByTheirFirstJoinThenById() {
    commit(
        rows(
            new PutParticipant(participant("a", "1", "z", 1)),
            new PutParticipant(participant("a", "1", "m", 2)),
            new PutParticipant(participant("a", "1", "b", 2)),
            new PutParticipant(participant("a", "1", "k", 0)),
            new PutParticipant(participant("a", "2", "x", 0))));
    for (int max = 1; max <= 5; max++) {
      assertThat(
              walk(
                  max, p -> store.participants(arn("a"), sessionId("1"), ParticipantFilter.ALL, p)))
          .extracting(p -> p.id().value())
          .containsExactly("k", "z", "b", "m");
    }
  }

  @Test
  void participantsAreFilteredByEachMember() {
    Participant here = participant("a", "1", "here", 0);
    Participant gone = gone(participant("a", "1", "gone", 1));
    commit(rows(new PutParticipant(here), new PutParticipant(gone)));
    assertThat(filtered(new ParticipantFilter("user of gone", null, null, null)))
        .containsExactly(gone);
    assertThat(filtered(new ParticipantFilter(null, true, null, null))).containsExactly(here);
    assertThat(filtered(new ParticipantFilter(null, false, null, null))).containsExactly(gone);
    assertThat(filtered(new ParticipantFilter(null, null, ParticipantState.CONNECTED, null)))
        .containsExactly(here);
    assertThat(filtered(new ParticipantFilter(null, null, null, RecordingState.STOPPED)))
        .containsExactly(gone);
    assertThat(
            filtered(
                new ParticipantFilter(
                    "user of here", false, ParticipantState.CONNECTED, RecordingState.STOPPED)))
        .isEmpty();
  }

  private List<Participant> filtered(ParticipantFilter filter) {
    return walk(1, page -> store.participants(arn("a"), sessionId("1"), filter, page));
  }

  @Test
  void eventsAreListedInTheOrderOfTheirCommitsWhateverTheirTime() {
    List<ParticipantEvent> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      var one = event("a", "1", "p", EventName.values()[i], 100 - i);
      var two = fullEvent("a", "1", "p");
      commit(events(one, event("a", "1", "q", EventName.LEFT, 0), two));
      expected.add(one);
      expected.add(two);
    }
    commit(events(event("a", "2", "p", EventName.JOINED, 0)));
    assertThat(walk(3, page -> store.events(arn("a"), sessionId("1"), ParticipantId.of("p"), page)))
        .isEqualTo(expected);
  }

  @Test
  void replicasAreListedByNumberWhileTheyAreListed() {
    Replica stopped =
        replica(9, "a", "p", "c").endedAt(T0, EndReason.WINDOW_PASSED, Set.of(3, 0, 1));
    commit(
        rows(
            new PutReplica(stopped),
            new PutReplica(replica(2, "a", "p", "b")),
            new PutReplica(replica(10, "a", "p", "d").unlisted()),
            new PutReplica(replica(4, "a", "other", "b")),
            new PutReplica(replica(5, "b", "p", "a"))));
    assertThat(walk(1, page -> store.replicas(arn("a"), ParticipantId.of("p"), page)))
        .containsExactly(replica(2, "a", "p", "b"), stopped);
    assertThat(store.load().join().lastReplica()).isEqualTo(10);
    assertThat(store.load().join().replicas()).hasSize(4);
  }

  @Test
  void whatIsLiveIsOpenSessionsAndWhoIsInThem() {
    Participant connected = participant("a", "1", "connected", 0);
    Participant away = gone(participant("a", "1", "gone", 0));
    Participant ended = participant("a", "2", "past", 0);
    commit(
        rows(
            new PutSession(session("a", "1", 0)),
            new PutSession(session("a", "2", 0).endedAt(T0.plusSeconds(1))),
            new PutParticipant(connected),
            new PutParticipant(away),
            new PutParticipant(ended)));
    LiveState live = store.load().join();
    assertThat(live.openSessions()).containsExactly(session("a", "1", 0));
    assertThat(live.participants()).containsExactly(connected);
  }

  @Test
  void theServersKeyIsReplacedAndOutlivesAClear() {
    commit(rows(new PutServerKey(new ServerKey("k1", "{}"))));
    commit(rows(new PutServerKey(new ServerKey("k2", "{\"d\":1}"))));
    Revocation revocation = new Revocation(arn("a"), ParticipantId.of("p"), T0);
    commit(
        new Change(
            List.of(
                new PutStage(stage("a")),
                new PutSession(session("a", "1", 0)),
                new PutParticipant(participant("a", "1", "p", 0)),
                new PutReplica(replica(1, "a", "p", "b")),
                new PutRevocation(revocation),
                new PutResource(resources("r").getFirst())),
            List.of(event("a", "1", "p", EventName.JOINED, 0))));
    assertThat(store.load().join().revocations()).containsExactly(revocation);
    commit(rows(new Clear()));
    LiveState live = store.load().join();
    assertThat(live.serverKey()).isEqualTo(new ServerKey("k2", "{\"d\":1}"));
    assertThat(live)
        .isEqualTo(
            new LiveState(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                live.serverKey(),
                0));
    assertThat(
            store.events(arn("a"), sessionId("1"), ParticipantId.of("p"), first(1)).join().items())
        .isEmpty();
  }

  @Test
  void whatEndedLongAgoIsForgottenOldestFirst() {
    for (String id : List.of("1", "2", "3", "4")) {
      Session session = session("a", id, 0);
      commit(
          new Change(
              List.of(
                  new PutSession(
                      id.equals("4")
                          ? session
                          : session.endedAt(T0.plusSeconds(Long.parseLong(id)))),
                  new PutParticipant(participant("a", id, "p", 0)),
                  new PutReplica(
                      new Replica(
                          Long.parseLong(id),
                          arn("a"),
                          sessionId(id),
                          ParticipantId.of("p"),
                          arn("b"),
                          sessionId("b"),
                          Map.of(),
                          Duration.ZERO,
                          ReplicationState.STOPPED,
                          T0,
                          T0,
                          EndReason.STOPPED,
                          true,
                          Set.of()))),
              List.of(event("a", id, "p", EventName.JOINED, 0))));
    }
    commit(rows(new PutRevocation(new Revocation(arn("a"), ParticipantId.of("p"), T0))));
    assertThat(store.forget(T0.plusSeconds(3), 1).join()).isEqualTo(1);
    assertThat(store.session(arn("a"), sessionId("1")).join()).isEmpty();
    assertThat(store.session(arn("a"), sessionId("2")).join()).isPresent();
    assertThat(store.forget(T0.plusSeconds(3), 9).join()).isEqualTo(1);
    assertThat(store.forget(T0.plusSeconds(3), 9).join()).isZero();

    assertThat(store.load().join().revocations()).isEmpty();
    assertThat(walk(9, page -> store.sessions(arn("a"), page)).stream().map(s -> s.id().value()))
        .containsExactlyInAnyOrder("st-3", "st-4");
    assertThat(store.participant(arn("a"), sessionId("2"), ParticipantId.of("p")).join()).isEmpty();
    assertThat(store.participant(arn("a"), sessionId("3"), ParticipantId.of("p")).join())
        .isPresent();
    assertThat(walk(9, page -> store.replicas(arn("a"), ParticipantId.of("p"), page)))
        .extracting(Replica::number)
        .containsExactly(3L, 4L);
    assertThat(outbox().log(0, 9).join()).extracting(LoggedEvent::position).containsExactly(3L, 4L);
    commit(events(event("a", "4", "p", EventName.LEFT, 1)));
    assertThat(outbox().log(arn("a"), 4, 9).join())
        .extracting(LoggedEvent::sequence)
        .containsExactly(5L);
  }

  @Test
  void namesAreOrderedByTheirCharactersCodes() {
    for (String id : List.of("b", "A", "a", "B", "a-b", "aC")) {
      commit(rows(new PutStage(stage(id))));
    }
    assertThat(walk(1, page -> store.stages(SCOPE, page)).stream().map(s -> s.arn().id()))
        .containsExactly("A", "B", "a", "a-b", "aC", "b");
  }

  @Test
  void everyMemberOfAResourceComesBack() {
    for (Resource resource : resources("r")) {
      commit(rows(new PutResource(resource)));
      assertThat(store.resource(resource.arn()).join()).contains(resource);
      Resource later = resource.withTags(Map.of());
      commit(rows(new PutResource(later)));
      assertThat(store.resource(resource.arn()).join()).contains(later);
    }
    assertThat(store.load().join().resources()).hasSize(4);
    for (Resource resource : resources("r")) {
      commit(rows(new DeleteResource(resource.arn())));
      assertThat(store.resource(resource.arn()).join()).isEmpty();
    }
  }

  @Test
  void resourcesAreListedByTypeAndScope() {
    List<Resource> mine = new ArrayList<>();
    for (String id : List.of("c", "a", "b")) {
      for (Resource resource : resources(id)) {
        commit(rows(new PutResource(resource)));
        if (resource instanceof PublicKey) {
          mine.add(resource);
        }
      }
    }
    mine.sort(Comparator.comparing(r -> r.arn().toString()));
    assertThat(walk(2, page -> store.resources(SCOPE, ResourceType.PUBLIC_KEY, null, page)))
        .isEqualTo(mine);
    assertThat(store.resources(OTHER, ResourceType.PUBLIC_KEY, null, first(9)).join().items())
        .isEmpty();
  }

  @Test
  void ingestConfigurationsAreListedByTheirStage() {
    var attached = (IngestConfiguration) resources("r").getFirst();
    var loose = ((IngestConfiguration) resources("s").getFirst()).attachedTo(null);
    commit(rows(new PutResource(attached), new PutResource(loose)));
    Function<StageArn, List<Resource>> of =
        stage ->
            store
                .resources(SCOPE, ResourceType.INGEST_CONFIGURATION, stage, first(9))
                .join()
                .items();
    assertThat(of.apply(arn("a"))).containsExactly(attached);
    assertThat(of.apply(arn("b"))).isEmpty();
  }

  @Test
  void theLogIsInOrderOfAllStagesAndOfEach() {
    assertThat(outbox().head().join()).isZero();
    ParticipantEvent one = event("a", "1", "p", EventName.JOINED, 0);
    ParticipantEvent two = fullEvent("b", "1", "p");
    ParticipantEvent three = event("a", "1", "p", EventName.LEFT, 1);
    commit(events(one, two));
    commit(events(three));
    assertThat(outbox().log(0, 9).join())
        .containsExactly(
            new LoggedEvent(1, 1, one), new LoggedEvent(2, 1, two), new LoggedEvent(3, 2, three));
    assertThat(outbox().log(1, 1).join()).containsExactly(new LoggedEvent(2, 1, two));
    assertThat(outbox().log(arn("a"), 1, 9).join()).containsExactly(new LoggedEvent(3, 2, three));
    assertThat(outbox().head().join()).isEqualTo(3);
  }

  @Test
  void numbersOfTheLogGoOnWhenItIsCleared() {
    commit(events(event("a", "1", "p", EventName.JOINED, 0)));
    commit(rows(new Clear()));
    assertThat(outbox().log(0, 9).join()).isEmpty();
    ParticipantEvent next = event("a", "1", "p", EventName.JOINED, 1);
    commit(events(next));
    assertThat(outbox().log(0, 9).join()).containsExactly(new LoggedEvent(2, 2, next));
  }

  @Test
  void howFarAReceiverWasToldIsKept() {
    assertThat(outbox().cursor("bus").join()).isEqualTo(-1);
    outbox().advance("bus", 7).join();
    outbox().advance("hook", 3).join();
    outbox().advance("bus", 9).join();
    commit(rows(new Clear()));
    assertThat(outbox().cursor("bus").join()).isEqualTo(9);
    assertThat(outbox().cursor("hook").join()).isEqualTo(3);
  }

  @Test
  void whoAskedIsToldOfGrowthWhenItCanBeRead() throws Exception {
    var heads = new LinkedBlockingQueue<Long>();
    outbox().onGrowth(() -> outbox().head().thenAccept(heads::add));
    commit(rows(new PutStage(stage("a"))));
    commit(events(event("a", "1", "p", EventName.JOINED, 0)));
    assertThat(heads.poll(60, TimeUnit.SECONDS)).isEqualTo(1);
    commit(events(event("a", "1", "p", EventName.LEFT, 1)));
    assertThat(heads.poll(60, TimeUnit.SECONDS)).isEqualTo(2);
  }

  private Outbox outbox() {
    return (Outbox) store;
  }

  @Test
  void aCommitHasEndedOnlyWhenThoseBeforeItHave() {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(
          store.commit(
              i % 7 == 0 ? new Change(List.of(), List.of()) : rows(new PutStage(stage("s" + i)))));
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      all.get(i).join();
      assertThat(all.subList(0, i)).allMatch(CompletableFuture::isDone);
    }
    assertThat(store.load().join().stages()).hasSize(171);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "!!!",
        "U1RBR0VTOjA6", // STAGES:0:
        "U0VTU0lPTlM6MTph", // SESSIONS:1:a
        "UEFSVElDSVBBTlRTOjE6YQ", // PARTICIPANTS:1:a
        "RVZFTlRTOjk5OTk5OTk5OTk5OTk5OTk5OTk6", // EVENTS:9999999999999999999:
        "RVZFTlRTOjAxOg", // EVENTS:01:
      })
  void aTokenThatIsNotOfTheListIsRefused(String token) {
    PageRequest page = new PageRequest(10, token);
    assertRefused(store.events(arn("a"), sessionId("1"), ParticipantId.of("p"), page));
    assertRefused(store.replicas(arn("a"), ParticipantId.of("p"), page));
  }

  @Test
  void anOverlongTokenIsRefused() {
    PageRequest page = new PageRequest(10, "U1RBR0VTOjA6".repeat(200));
    assertRefused(store.stages(SCOPE, page));
    assertRefused(store.sessions(arn("a"), page));
    assertRefused(store.participants(arn("a"), sessionId("1"), ParticipantFilter.ALL, page));
  }

  private static void assertRefused(CompletableFuture<?> future) {
    assertThatThrownBy(future::join)
        .cause()
        .isInstanceOfSatisfying(
            StageException.class,
            e -> assertThat(e.kind()).isEqualTo(StageException.Kind.VALIDATION));
  }
}
