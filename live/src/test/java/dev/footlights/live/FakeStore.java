package dev.footlights.live;

import dev.footlights.stage.Page;
import dev.footlights.stage.PageRequest;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantFilter;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.LiveState;
import dev.footlights.stage.repository.RowChange;
import dev.footlights.stage.repository.Store;
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
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps. A commit is durable at once, or when it is released. */
public final class FakeStore implements Store {
  private record Key(StageArn stage, SessionId session, ParticipantId id) {}

  private record Waiting(Change change, CompletableFuture<Void> durable) {}

  private final Map<StageArn, Stage> stages = new LinkedHashMap<>();
  private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
  private final Map<Key, Participant> participants = new LinkedHashMap<>();
  private final Map<Long, Replica> replicas = new LinkedHashMap<>();
  private final Map<ResourceArn, Resource> resources = new LinkedHashMap<>();
  private final List<Revocation> revocations = new ArrayList<>();
  private final List<ParticipantEvent> events = new ArrayList<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final List<Change> changes = new ArrayList<>();
  private @Nullable ServerKey key;
  private boolean held;

  /** A store whose every call is carried out by the executor. */
  public static Store on(Executor executor, FakeStore store) {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) ->
                CompletableFuture.supplyAsync(() -> call(store, method, arguments), executor)
                    .thenCompose(answer -> answer));
  }

  private static CompletableFuture<?> call(FakeStore store, Method method, Object[] arguments) {
    try {
      return (CompletableFuture<?>) method.invoke(store, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Commits wait from now on until they are released. */
  public void hold() {
    held = true;
  }

  public int waiting() {
    return waiting.size();
  }

  public void release() {
    Waiting first = waiting.remove();
    apply(first.change());
    first.durable().complete(null);
  }

  public void fail() {
    waiting.remove().durable().completeExceptionally(new IllegalStateException("disk full"));
  }

  /** Every change that became durable, oldest first. */
  public List<Change> changes() {
    return changes;
  }

  @Override
  public CompletableFuture<LiveState> load() {
    return CompletableFuture.completedFuture(state());
  }

  public LiveState state() {
    List<Session> open = sessions.values().stream().filter(s -> s.end() == null).toList();
    return new LiveState(
        List.copyOf(stages.values()),
        List.copyOf(resources.values()),
        open,
        participants.values().stream()
            .filter(row -> open.stream().anyMatch(s -> s.id().equals(row.session())))
            .filter(
                row ->
                    row.state() == ParticipantState.CONNECTED
                        || row.replicationState() == ReplicationState.ACTIVE)
            .toList(),
        replicas.values().stream().filter(Replica::listed).toList(),
        revocations,
        key,
        replicas.keySet().stream().mapToLong(Long::longValue).max().orElse(0));
  }

  @Override
  public CompletableFuture<Void> commit(Change change) {
    var durable = new CompletableFuture<Void>();
    if (held) {
      waiting.add(new Waiting(change, durable));
    } else {
      apply(change);
      durable.complete(null);
    }
    return durable;
  }

  private void apply(Change change) {
    changes.add(change);
    for (RowChange row : change.rows()) {
      switch (row) {
        case RowChange.PutStage put -> stages.put(put.stage().arn(), put.stage());
        case RowChange.DeleteStage delete -> stages.remove(delete.arn());
        case RowChange.PutSession put -> sessions.put(put.session().id(), put.session());
        case RowChange.PutParticipant put -> {
          Participant p = put.participant();
          participants.put(new Key(p.stage(), p.session(), p.id()), p);
        }
        case RowChange.PutReplica put -> replicas.put(put.replica().number(), put.replica());
        case RowChange.PutRevocation put -> revocations.add(put.revocation());
        case RowChange.PutServerKey put -> key = put.key();
        case RowChange.PutResource put -> resources.put(put.resource().arn(), put.resource());
        case RowChange.DeleteResource delete -> resources.remove(delete.arn());
        case RowChange.Clear clear -> {
          stages.clear();
          sessions.clear();
          participants.clear();
          replicas.clear();
          revocations.clear();
          resources.clear();
          events.clear();
        }
      }
    }
    events.addAll(change.events());
  }

  @Override
  public CompletableFuture<Optional<Stage>> stage(StageArn arn) {
    return CompletableFuture.completedFuture(Optional.ofNullable(stages.get(arn)));
  }

  @Override
  public CompletableFuture<Page<Stage>> stages(Scope scope, PageRequest page) {
    return page(stages.values().stream().filter(s -> s.arn().scope().equals(scope)));
  }

  @Override
  public CompletableFuture<Optional<Resource>> resource(ResourceArn arn) {
    return CompletableFuture.completedFuture(Optional.ofNullable(resources.get(arn)));
  }

  @Override
  public CompletableFuture<Page<Resource>> resources(
      Scope scope, ResourceType type, @Nullable StageArn attachedTo, PageRequest page) {
    return page(
        resources.values().stream()
            .filter(r -> r.arn().type() == type && r.arn().scope().equals(scope)));
  }

  @Override
  public CompletableFuture<Optional<Session>> session(StageArn stage, SessionId id) {
    return CompletableFuture.completedFuture(Optional.ofNullable(sessions.get(id)));
  }

  @Override
  public CompletableFuture<Page<Session>> sessions(StageArn stage, PageRequest page) {
    return page(sessions.values().stream().filter(s -> s.stage().equals(stage)));
  }

  @Override
  public CompletableFuture<Optional<Participant>> participant(
      StageArn stage, SessionId session, ParticipantId id) {
    return CompletableFuture.completedFuture(
        Optional.ofNullable(participants.get(new Key(stage, session, id))));
  }

  @Override
  public CompletableFuture<Page<Participant>> participants(
      StageArn stage, SessionId session, ParticipantFilter filter, PageRequest page) {
    return page(
        participants.values().stream()
            .filter(p -> p.stage().equals(stage) && p.session().equals(session)));
  }

  @Override
  public CompletableFuture<Page<ParticipantEvent>> events(
      StageArn stage, SessionId session, ParticipantId participant, PageRequest page) {
    return page(
        events.stream()
            .filter(e -> e.stage().equals(stage))
            .filter(e -> e.session().equals(session) && e.participant().equals(participant)));
  }

  @Override
  public CompletableFuture<Integer> forget(Instant endedBefore, int most) {
    throw new AssertionError("the control thread forgets nothing");
  }

  @Override
  public CompletableFuture<Page<Replica>> replicas(
      StageArn source, ParticipantId participant, PageRequest page) {
    return page(
        replicas.values().stream()
            .filter(r -> r.listed() && r.sourceStage().equals(source))
            .filter(r -> r.participant().equals(participant)));
  }

  private static <T> CompletableFuture<Page<T>> page(Stream<T> items) {
    return CompletableFuture.completedFuture(new Page<>(items.toList(), null));
  }
}
