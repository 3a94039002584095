package dev.footlights.store.memory;

import dev.footlights.stage.Page;
import dev.footlights.stage.PageRequest;
import dev.footlights.stage.StageException;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantFilter;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.LiveState;
import dev.footlights.stage.repository.Outbox;
import dev.footlights.stage.repository.RowChange;
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
import dev.footlights.stage.resource.Resource;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.Session;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.Revocation;
import dev.footlights.stage.token.ServerKey;
import dev.footlights.store.Keyed;
import dev.footlights.store.Listing;
import dev.footlights.store.Nanos;
import dev.footlights.store.PageKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store that forgets with its process. Futures end before the method returns. */
public final class MemoryStore implements Store, Outbox {
  private record ParticipantKey(StageArn stage, SessionId session, ParticipantId id) {}

  private record RevocationKey(String stage, String participant)
      implements Comparable<RevocationKey> {
    @Override
    public int compareTo(RevocationKey other) {
      return Comparator.comparing(RevocationKey::stage)
          .thenComparing(RevocationKey::participant)
          .compare(this, other);
    }
  }

  private final Map<String, Stage> stages = new TreeMap<>();
  private final Map<String, Session> sessions = new TreeMap<>();
  private final Map<ParticipantKey, Participant> participants = new HashMap<>();
  private final Map<Long, Replica> replicas = new TreeMap<>();
  private final Map<RevocationKey, Revocation> revocations = new TreeMap<>();
  private final Map<ParticipantKey, List<Keyed<ParticipantEvent>>> events = new HashMap<>();
  private final Map<StageArn, Long> lastEvent = new HashMap<>();
  private final Map<String, Resource> resources = new TreeMap<>();
  private final List<LoggedEvent> log = new ArrayList<>();
  private final Map<String, Long> cursors = new HashMap<>();
  private final List<Runnable> growth = new CopyOnWriteArrayList<>();
  private long position;
  private @Nullable ServerKey serverKey;

  @Override
  public CompletableFuture<Void> commit(Change change) {
    synchronized (this) {
      change.rows().forEach(this::apply);
      change.events().forEach(this::append);
    }
    if (!change.events().isEmpty()) {
      growth.forEach(Runnable::run);
    }
    return CompletableFuture.completedFuture(null);
  }

  private void apply(RowChange row) {
    switch (row) {
      case PutStage(Stage stage) -> stages.put(stage.arn().toString(), stage);
      case DeleteStage(StageArn arn) -> stages.remove(arn.toString());
      case PutSession(Session session) -> sessions.put(session.id().value(), session);
      case PutParticipant(Participant p) ->
          participants.put(new ParticipantKey(p.stage(), p.session(), p.id()), p);
      case PutReplica(Replica replica) -> replicas.put(replica.number(), replica);
      case PutRevocation(Revocation r) ->
          revocations.put(new RevocationKey(r.stage().toString(), r.participant().value()), r);
      case PutServerKey(ServerKey key) -> serverKey = key;
      case PutResource(Resource resource) -> resources.put(resource.arn().toString(), resource);
      case DeleteResource(ResourceArn arn) -> resources.remove(arn.toString());
      case Clear clear -> {
        stages.clear();
        sessions.clear();
        participants.clear();
        replicas.clear();
        revocations.clear();
        resources.clear();
        events.clear();
        log.clear();
      }
    }
  }

  private void append(ParticipantEvent event) {
    long number = lastEvent.merge(event.stage(), 1L, Long::sum);
    var key = new ParticipantKey(event.stage(), event.session(), event.participant());
    events
        .computeIfAbsent(key, k -> new ArrayList<>())
        .add(new Keyed<>(new PageKey(number, ""), event));
    log.add(new LoggedEvent(++position, number, event));
  }

  @Override
  public synchronized CompletableFuture<LiveState> load() {
    List<Session> open = sessions.values().stream().filter(s -> s.end() == null).toList();
    return CompletableFuture.completedFuture(
        new LiveState(
            List.copyOf(stages.values()),
            List.copyOf(resources.values()),
            open,
            participants.values().stream()
                .filter(MemoryStore::live)
                .filter(p -> open.stream().anyMatch(s -> isOf(p, s)))
                .sorted(
                    Comparator.comparing((Participant p) -> p.stage().toString())
                        .thenComparing(p -> p.session().value())
                        .thenComparing(MemoryStore::key))
                .toList(),
            replicas.values().stream().filter(Replica::listed).toList(),
            List.copyOf(revocations.values()),
            serverKey,
            replicas.keySet().stream().mapToLong(Long::longValue).max().orElse(0)));
  }

  private static boolean live(Participant p) {
    return p.state() == ParticipantState.CONNECTED
        || p.replicationState() == ReplicationState.ACTIVE;
  }

  private static boolean isOf(Participant p, Session s) {
    return p.session().equals(s.id()) && p.stage().equals(s.stage());
  }

  @Override
  public synchronized CompletableFuture<Optional<Stage>> stage(StageArn arn) {
    return CompletableFuture.completedFuture(Optional.ofNullable(stages.get(arn.toString())));
  }

  @Override
  public synchronized CompletableFuture<Page<Stage>> stages(Scope scope, PageRequest page) {
    return page(
        Listing.STAGES,
        page,
        () ->
            keyed(
                stages.values().stream().filter(s -> s.arn().scope().equals(scope)),
                s -> new PageKey(0, s.arn().toString())));
  }

  @Override
  public synchronized CompletableFuture<Optional<Resource>> resource(ResourceArn arn) {
    return CompletableFuture.completedFuture(Optional.ofNullable(resources.get(arn.toString())));
  }

  @Override
  public synchronized CompletableFuture<Page<Resource>> resources(
      Scope scope, ResourceType type, @Nullable StageArn attachedTo, PageRequest page) {
    return page(
        Listing.RESOURCES,
        page,
        () ->
            keyed(
                resources.values().stream()
                    .filter(r -> r.arn().type() == type && r.arn().scope().equals(scope))
                    .filter(r -> attachedTo == null || isAttached(r, attachedTo)),
                r -> new PageKey(0, r.arn().toString())));
  }

  private static boolean isAttached(Resource resource, StageArn to) {
    return resource instanceof IngestConfiguration ingest && to.equals(ingest.stage());
  }

  @Override
  public synchronized CompletableFuture<Long> head() {
    return CompletableFuture.completedFuture(position);
  }

  @Override
  public synchronized CompletableFuture<List<LoggedEvent>> log(long afterPosition, int most) {
    return CompletableFuture.completedFuture(
        log.stream().filter(entry -> entry.position() > afterPosition).limit(most).toList());
  }

  @Override
  public synchronized CompletableFuture<List<LoggedEvent>> log(
      StageArn stage, long afterSequence, int most) {
    return CompletableFuture.completedFuture(
        log.stream()
            .filter(entry -> entry.event().stage().equals(stage))
            .filter(entry -> entry.sequence() > afterSequence)
            .limit(most)
            .toList());
  }

  @Override
  public synchronized CompletableFuture<Long> cursor(String receiver) {
    return CompletableFuture.completedFuture(cursors.getOrDefault(receiver, -1L));
  }

  @Override
  public synchronized CompletableFuture<Void> advance(String receiver, long told) {
    cursors.put(receiver, told);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onGrowth(Runnable told) {
    growth.add(told);
  }

  @Override
  public synchronized CompletableFuture<Optional<Session>> session(StageArn stage, SessionId id) {
    return CompletableFuture.completedFuture(
        Optional.ofNullable(sessions.get(id.value())).filter(s -> s.stage().equals(stage)));
  }

  @Override
  public synchronized CompletableFuture<Page<Session>> sessions(StageArn stage, PageRequest page) {
    return page(
        Listing.SESSIONS,
        page,
        () ->
            keyed(
                sessions.values().stream().filter(s -> s.stage().equals(stage)),
                s -> new PageKey(Nanos.of(s.start()), s.id().value())));
  }

  @Override
  public synchronized CompletableFuture<Optional<Participant>> participant(
      StageArn stage, SessionId session, ParticipantId id) {
    return CompletableFuture.completedFuture(
        Optional.ofNullable(participants.get(new ParticipantKey(stage, session, id))));
  }

  @Override
  public synchronized CompletableFuture<Page<Participant>> participants(
      StageArn stage, SessionId session, ParticipantFilter filter, PageRequest page) {
    return page(
        Listing.PARTICIPANTS,
        page,
        () ->
            keyed(
                participants.values().stream()
                    .filter(p -> p.stage().equals(stage) && p.session().equals(session))
                    .filter(p -> passes(p, filter)),
                MemoryStore::key));
  }

  private static PageKey key(Participant p) {
    return new PageKey(Nanos.of(p.firstJoinTime()), p.id().value());
  }

  private static boolean passes(Participant p, ParticipantFilter filter) {
    return (filter.userId() == null || filter.userId().equals(p.userId()))
        && (filter.published() == null || filter.published() == p.published())
        && (filter.state() == null || filter.state() == p.state())
        && (filter.recordingState() == null || filter.recordingState() == p.recordingState());
  }

  @Override
  public synchronized CompletableFuture<Page<ParticipantEvent>> events(
      StageArn stage, SessionId session, ParticipantId participant, PageRequest page) {
    var key = new ParticipantKey(stage, session, participant);
    return page(Listing.EVENTS, page, () -> events.getOrDefault(key, List.of()).stream());
  }

  @Override
  public synchronized CompletableFuture<Integer> forget(Instant endedBefore, int most) {
    List<Session> ended =
        sessions.values().stream()
            .filter(s -> s.end() != null && s.end().isBefore(endedBefore))
            .sorted(Comparator.comparing(Session::end).thenComparing(s -> s.id().value()))
            .limit(most)
            .toList();
    for (Session session : ended) {
      sessions.remove(session.id().value());
      participants.values().removeIf(p -> isOf(p, session));
      events
          .keySet()
          .removeIf(
              key -> key.session().equals(session.id()) && key.stage().equals(session.stage()));
      log.removeIf(
          entry ->
              entry.event().session().equals(session.id())
                  && entry.event().stage().equals(session.stage()));
      replicas
          .values()
          .removeIf(
              r ->
                  r.sourceSession().equals(session.id())
                      && r.sourceStage().equals(session.stage()));
    }
    revocations.values().removeIf(r -> r.until().isBefore(endedBefore));
    return CompletableFuture.completedFuture(ended.size());
  }

  @Override
  public synchronized CompletableFuture<Page<Replica>> replicas(
      StageArn sourceStage, ParticipantId participant, PageRequest page) {
    return page(
        Listing.REPLICAS,
        page,
        () ->
            keyed(
                replicas.values().stream()
                    .filter(Replica::listed)
                    .filter(r -> r.sourceStage().equals(sourceStage))
                    .filter(r -> r.participant().equals(participant)),
                r -> new PageKey(r.number(), "")));
  }

  private static <T> Stream<Keyed<T>> keyed(Stream<T> rows, Function<T, PageKey> key) {
    return rows.map(row -> new Keyed<>(key.apply(row), row));
  }

  private static <T> CompletableFuture<Page<T>> page(
      Listing listing, PageRequest page, Supplier<Stream<Keyed<T>>> rows) {
    try {
      PageKey after = PageKey.before(listing, page);
      List<Keyed<T>> shown =
          rows.get()
              .filter(row -> listing.compare(row.key(), after) > 0)
              .sorted((a, b) -> listing.compare(a.key(), b.key()))
              .limit(Keyed.limit(page))
              .toList();
      return CompletableFuture.completedFuture(Keyed.page(listing, page, shown));
    } catch (StageException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
