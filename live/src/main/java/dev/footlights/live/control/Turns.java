package dev.footlights.live.control;

import dev.footlights.live.link.Turn;
import dev.footlights.sfu.shard.Event;
import dev.footlights.sfu.shard.Shards;
import dev.footlights.stage.Moment;
import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.Store;
import dev.footlights.stage.session.LiveStage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Turns, one after another: a command computes a change, the change goes to the store, and when it
 * is durable its effects follow and its answer is given. Queues from any thread; all else on the
 * control thread.
 */
final class Turns {
  /** What follows a turn's effects: its answer, now or when shards have acknowledged. */
  private interface Finish<T> {
    void finish(T value, Acks.Group group);
  }

  private final Shards shards;
  private final Joint joint;
  private final Commits commits;
  private final Acks acks = new Acks();
  private final Debts debts = new Debts(acks, this::settled);
  private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final Map<Integer, Integer> late = new TreeMap<>();
  private volatile Set<Integer> owing = Set.of();
  private volatile Runnable wake = () -> {};
  private Moment raw = new Moment(0, Instant.EPOCH);
  private volatile Duration offset = Duration.ZERO;
  private long lastCommand;

  Turns(Store store, Shards shards, Joint joint, Consumer<Throwable> fatal) {
    this.shards = shards;
    this.joint = joint;
    this.commits = new Commits(store, () -> wake.run(), fatal);
  }

  void onWork(Runnable wake) {
    this.wake = wake;
  }

  Set<Integer> owing() {
    return owing;
  }

  // --- from any thread -----------------------------------------------------------------------

  /** Answers when the change is durable. */
  <T> CompletableFuture<T> submit(Function<Turn, T> body) {
    var answer = new CompletableFuture<T>();
    enqueue(() -> run(body, (value, group) -> answer.complete(value), answer), answer);
    return answer;
  }

  /** The same without a value. */
  CompletableFuture<Void> submitDo(Consumer<Turn> body) {
    var answer = new CompletableFuture<Void>();
    enqueue(() -> run(did(body), (turn, group) -> done(answer), answer), answer);
    return answer;
  }

  /** Answers when, besides, every shard has stopped what the turn told it to stop. */
  CompletableFuture<Void> submitStop(Consumer<Turn> body) {
    var answer = new CompletableFuture<Void>();
    enqueue(
        () ->
            run(
                did(body),
                (turn, group) ->
                    acks.await(group, raw.nanos(), () -> done(answer), () -> late(group, answer)),
                answer),
        answer);
    return answer;
  }

  /** Answers when every shard that the ended replica's row names has acknowledged the end. */
  CompletableFuture<Void> submitEnd(Function<Turn, Replica> body) {
    var answer = new CompletableFuture<Void>();
    enqueue(
        () ->
            run(
                body,
                (replica, group) ->
                    debts.await(
                        replica, raw.nanos(), () -> done(answer), owed -> late(owed, answer)),
                answer),
        answer);
    return answer;
  }

  /** A query that sees every change submitted before it. */
  <T> CompletableFuture<T> read(Supplier<CompletableFuture<T>> query) {
    var answer = new CompletableFuture<T>();
    enqueue(() -> commits.submit(Change.NONE, () -> ask(query, answer)), answer);
    return answer;
  }

  private static <T> void ask(Supplier<CompletableFuture<T>> query, CompletableFuture<T> answer) {
    query
        .get()
        .whenComplete(
            (found, failure) -> {
              if (failure == null) {
                answer.complete(found);
              } else {
                answer.completeExceptionally(refusal(failure));
              }
            });
  }

  /** A turn nobody waits for. */
  void post(Consumer<Turn> body) {
    inbox.add(() -> quietly(body));
    wake.run();
  }

  void event(Event event) {
    if (event instanceof Event.Done done) {
      inbox.add(() -> acks.done(done.id()));
      wake.run();
    } else {
      post(turn -> joint.event(turn, event));
    }
  }

  Duration offset() {
    return offset;
  }

  CompletableFuture<Void> advance(Duration by) {
    var answer = new CompletableFuture<Void>();
    enqueue(
        () -> {
          offset = offset.plus(by);
          tick();
          commits.submit(Change.NONE, () -> done(answer));
        },
        answer);
    return answer;
  }

  private void enqueue(Runnable task, CompletableFuture<?> answer) {
    inbox.add(
        () -> {
          if (commits.failed()) {
            answer.completeExceptionally(
                new StageException(Kind.UNAVAILABLE, "the server is ending"));
          } else {
            task.run();
          }
        });
    wake.run();
  }

  // --- on the control thread -----------------------------------------------------------------

  /** The first turn, before anything that is queued. */
  void begin(long nowNanos, Instant wall, Consumer<Turn> body, CompletableFuture<Void> answer) {
    raw = new Moment(nowNanos, wall);
    run(did(body), (turn, group) -> done(answer), answer);
  }

  void step(long nowNanos, Instant wall) {
    raw = new Moment(nowNanos, wall);
    try {
      commits.drain();
      acks.expire(nowNanos);
      tick();
      for (Runnable task = inbox.poll(); task != null; task = inbox.poll()) {
        task.run();
      }
      commits.drain();
      joint.presence.tell();
    } catch (RuntimeException e) {
      commits.fail(e);
    }
  }

  long deadline() {
    long due = joint.deadline();
    return Math.min(acks.deadline(), due == Moment.NEVER ? due : due - offset.toNanos());
  }

  private Moment now() {
    return new Moment(raw.nanos() + offset.toNanos(), raw.wall().plus(offset));
  }

  private void tick() {
    if (joint.due(now())) {
      quietly(joint::tick);
    }
  }

  private void quietly(Consumer<Turn> body) {
    if (!commits.failed()) {
      run(did(body), (turn, group) -> {}, new CompletableFuture<>());
    }
  }

  private <T> void run(Function<Turn, T> body, Finish<T> finish, CompletableFuture<?> answer) {
    var turn = new Turn(now());
    T value;
    try {
      value = body.apply(turn);
      joint.settle(turn);
      joint.present(turn);
    } catch (StageException e) {
      refuse(turn, answer, e, e);
      return;
    } catch (RuntimeException e) {
      refuse(turn, answer, new StageException(Kind.INTERNAL, "internal error"), e);
      return;
    }
    commits.submit(
        turn.out().change(),
        () -> {
          Acks.Group group = perform(turn);
          turn.ended().forEach(replica -> debts.owe(replica, group));
          finish.finish(value, group);
        });
  }

  /** A refusal changes nothing; a command that failed half way ends the process. */
  private void refuse(
      Turn turn, CompletableFuture<?> answer, StageException told, RuntimeException cause) {
    if (turn.untouched()) {
      commits.submit(Change.NONE, () -> answer.completeExceptionally(told));
    } else {
      answer.completeExceptionally(new StageException(Kind.INTERNAL, "internal error"));
      commits.fail(cause);
    }
  }

  private Acks.Group perform(Turn turn) {
    var group = new Acks.Group();
    for (Turn.Effect effect : turn.effects()) {
      switch (effect) {
        case Turn.Tell tell -> {
          long id = ++lastCommand;
          if (tell.awaited()) {
            acks.expect(group, tell.shard(), id);
          }
          shards.command(tell.shard(), id, tell.command());
        }
        case Turn.Do action -> action.action().run();
      }
    }
    return group;
  }

  private void late(Acks.Group group, CompletableFuture<?> answer) {
    Set<Integer> shards = group.shards();
    owe(shards, 1);
    acks.whenDone(group, () -> owe(shards, -1));
    answer.completeExceptionally(
        new StageException(Kind.INTERNAL, "a media loop did not acknowledge in time"));
  }

  /** A shard may owe several acknowledgements: it owes until the last has come. */
  private void owe(Set<Integer> shards, int change) {
    for (Integer shard : shards) {
      late.merge(shard, change, Integer::sum);
    }
    late.values().removeIf(count -> count == 0);
    owing = Set.copyOf(late.keySet());
  }

  private void settled(Replica replica) {
    quietly(
        turn -> {
          LiveStage source = joint.stages.lookup(replica.sourceStage());
          if (source != null) {
            joint.stages.replications().acknowledged(source, replica, turn.out());
          }
        });
  }

  private static Function<Turn, Turn> did(Consumer<Turn> body) {
    return turn -> {
      body.accept(turn);
      return turn;
    };
  }

  private static void done(CompletableFuture<Void> answer) {
    answer.complete(null);
  }

  private static StageException refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof StageException refused
        ? refused
        : new StageException(Kind.INTERNAL, "the store could not be read");
  }
}
