package dev.footlights.sim.world;

import dev.footlights.client.media.TestCard;
import dev.footlights.live.control.Control;
import dev.footlights.live.control.ControlSettings;
import dev.footlights.sim.net.Conditions;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.recording.RecordingConfiguration;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.RowChange.PutResource;
import dev.footlights.stage.repository.Store;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.token.Endpoints;
import dev.footlights.stage.token.IssuedToken;
import dev.footlights.stage.token.TokenSpec;
import dev.footlights.store.memory.MemoryStore;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * A whole server, its network and its clients on one clock in one thread. An hour passes in
 * seconds, and the same seed gives the same hour.
 */
public final class World implements AutoCloseable {
  static final Scope SCOPE = new Scope("000000000000", "us-east-1");
  static final Endpoints ENDPOINTS =
      new Endpoints(URI.create("http://sim/whip"), URI.create("ws://sim/events"));

  private final long seed;
  private Conditions conditions = Conditions.PERFECT;
  private Plane plane;
  private SlowDisk disk;
  private Control control;

  private World(long seed) {
    this.seed = seed;
    plane = new Plane(seed, 1);
    disk = new SlowDisk(new MemoryStore());
    control = makeControl();
  }

  public static World of(long seed) {
    return new World(seed);
  }

  /** How many shards the server has; said before anything else happens. */
  public World shards(int count) {
    plane.close();
    plane = new Plane(seed, count);
    disk = new SlowDisk(new MemoryStore());
    control = makeControl();
    return this;
  }

  private Control makeControl() {
    Store store = disk.asStore();
    plane.add(disk);
    store.commit(new Change(List.of(new PutResource(Application.publicKey())), List.of())).join();
    var made =
        new Control(
            store,
            store.load().join(),
            plane.shards(),
            plane.serverIdentity().fingerprint(),
            ControlSettings.dev(),
            plane.random(),
            failure -> {
              throw new IllegalStateException("the store failed", failure);
            });
    plane.shards().listener(made);
    Plane clock = plane;
    plane.add(
        new Plane.Part() {
          @Override
          public void step(long now) {
            made.step(now, clock.wall());
          }

          @Override
          public long deadline() {
            return made.deadline();
          }
        });
    return made;
  }

  /** What the network does, everywhere. */
  public World network(Conditions everywhere) {
    conditions = everywhere;
    plane.network(everywhere);
    return this;
  }

  /** Random loss, everywhere. */
  public World loss(double share) {
    return network(conditions.loss(share));
  }

  /** The media plane beneath. */
  public Plane plane() {
    return plane;
  }

  public Control control() {
    return control;
  }

  /** While deaf, no shard hears the control thread. */
  public void deafShards(boolean deaf) {
    plane.shards().deaf(deaf);
  }

  /** Each command of the control thread takes up to so long to reach its shard. */
  public World slowShards(Duration most) {
    plane.shards().slow(most);
    return this;
  }

  /** Each change takes so long from now on until it is durable. */
  public World slowDisk(Duration each) {
    disk.takes(each);
    return this;
  }

  public long now() {
    return plane.now();
  }

  // --- people and things -------------------------------------------------------------------------

  public StageHandle stage(String name) {
    var created =
        await(
            control.createStage(
                SCOPE, name, Map.of(), RecordingConfiguration.NONE, List.of(), ENDPOINTS));
    return new StageHandle(this, created.stage().arn());
  }

  IssuedToken token(StageHandle stage, Capability... capabilities) {
    var spec = new TokenSpec(Duration.ofHours(1), "", Map.of(), Set.of(capabilities));
    return await(control.createParticipantToken(SCOPE, stage.arn(), spec, ENDPOINTS));
  }

  /** A token that an application made, with an id of its choice. */
  public IssuedToken signed(
      StageHandle stage, String id, Map<String, String> attributes, Capability... capabilities) {
    return Application.token(stage, id, attributes, capabilities);
  }

  /** Somebody who publishes the red card with that token; returns when the server says so. */
  public PublisherHandle published(StageHandle stage, IssuedToken token) {
    var publisher = new PublisherHandle(this, token, TestCard.RED);
    publisher.joins();
    until(() -> stage.events(publisher.id()).contains("PUBLISH_STARTED"));
    return publisher;
  }

  /** Somebody who watches with that token. */
  public ViewerHandle viewer(IssuedToken token) {
    return new ViewerHandle(this, token);
  }

  /** Somebody who attends with that token. */
  public AttendeeHandle attendee(IssuedToken token) {
    var attendee = new AttendeeHandle();
    attendee.attends(await(control.attend(token.token(), attendee)));
    return attendee;
  }

  /** Somebody who may publish the red card. */
  public PublisherHandle guest(StageHandle stage) {
    return new PublisherHandle(this, token(stage, Capability.PUBLISH), TestCard.RED);
  }

  /** Somebody who publishes the red card; returns when it is connected. */
  public PublisherHandle publisher(StageHandle stage) {
    var publisher = guest(stage);
    publisher.joins();
    until(publisher::isConnected);
    return publisher;
  }

  /** Somebody who publishes the red card; returns when the server says so. */
  public PublisherHandle published(StageHandle stage) {
    var publisher = publisher(stage);
    until(() -> stage.events(publisher.id()).contains("PUBLISH_STARTED"));
    return publisher;
  }

  /** So many viewers of somebody in each of the stages; returns when all decode. */
  public List<ViewerHandle> viewersOf(PublisherHandle host, int each, StageHandle... stages) {
    List<ViewerHandle> viewers = new ArrayList<>();
    for (StageHandle stage : stages) {
      for (int i = 0; i < each; i++) {
        viewers.add(viewer(stage).watch(host));
      }
    }
    until(() -> viewers.stream().allMatch(ViewerHandle::decodes));
    return viewers;
  }

  /** Somebody who may watch. */
  public ViewerHandle viewer(StageHandle stage) {
    return new ViewerHandle(this, token(stage, Capability.SUBSCRIBE));
  }

  /** Somebody who is told the stage's events, and knows its state. */
  public AttendeeHandle attendee(StageHandle stage) {
    return attendee(token(stage));
  }

  /** A replication, started. */
  public ReplicationHandle replicate(
      PublisherHandle host, StageHandle source, StageHandle destination, Duration window) {
    await(
        control.startReplication(
            SCOPE, source.arn(), destination.arn(), host.id(), window, Map.of()));
    return new ReplicationHandle(this, source, destination, host.id());
  }

  /** What ListParticipantReplicas shows of somebody. */
  public List<Replica> replicas(StageHandle source, ParticipantId participant) {
    return await(control.listReplicas(SCOPE, source.arn(), participant, StageHandle.ALL)).items();
  }

  Replica replica(StageHandle source, StageHandle destination, ParticipantId participant) {
    return replicas(source, participant).stream()
        .filter(row -> row.destinationStage().equals(destination.arn()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no replica of " + participant + " is listed"));
  }

  // --- time --------------------------------------------------------------------------------------

  /** Lets time pass. */
  public void advance(Duration duration) {
    plane.advance(duration);
  }

  /** Lets time pass until something holds; fails after half a minute. */
  public void until(BooleanSupplier condition) {
    plane.until(condition);
  }

  /** Lets time pass until something holds; fails when that takes longer. */
  public void until(BooleanSupplier condition, Duration atMost) {
    plane.until(condition, atMost);
  }

  public static Duration atMost(Duration duration) {
    return duration;
  }

  /** Lets time pass until the server has answered; a refusal is thrown as it is. */
  public <T> T await(CompletableFuture<T> answer) {
    until(answer::isDone);
    try {
      return answer.join();
    } catch (java.util.concurrent.CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public void close() {
    plane.close();
  }
}
