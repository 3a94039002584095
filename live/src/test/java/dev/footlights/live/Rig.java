package dev.footlights.live;

import dev.footlights.live.control.Connection;
import dev.footlights.live.control.Control;
import dev.footlights.live.control.ControlSettings;
import dev.footlights.live.presence.Attendance;
import dev.footlights.live.presence.Attendee;
import dev.footlights.live.presence.StageState;
import dev.footlights.rtc.dtls.Fingerprint;
import dev.footlights.rtc.ice.IceCredentials;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Local;
import dev.footlights.rtc.sdp.Offers;
import dev.footlights.rtc.sdp.SenderIds;
import dev.footlights.sfu.shard.Command;
import dev.footlights.sfu.shard.Event;
import dev.footlights.stage.PageRequest;
import dev.footlights.stage.StageException;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantFilter;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.recording.RecordingConfiguration;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.LiveState;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.Endpoints;
import dev.footlights.stage.token.ServerKey;
import dev.footlights.stage.token.ServerKeys;
import dev.footlights.stage.token.TokenMint;
import dev.footlights.stage.token.TokenSpec;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One control on a simulated clock, and people who use it. */
public final class Rig {
  public static final Scope SCOPE = new Scope("000000000000", "us-east-1");
  public static final Duration NO_WINDOW = Duration.ZERO;
  public static final Endpoints ENDPOINTS =
      new Endpoints(URI.create("http://localhost/whip"), URI.create("ws://localhost/events"));
  private static final ServerKey KEY = ServerKeys.create(new SecureRandom());
  private static final Instant BEGIN = Instant.parse("2026-11-24T14:00:00Z");

  /** Somebody with a token. */
  public final class Person {
    public final StageArn stage;
    public final ParticipantId id;
    public final String token;
    private @Nullable Connection connection;
    private int shard;
    private int transport;
    private int publication;
    private int generation;

    Person(StageArn stage, ParticipantId id, String token) {
      this.stage = stage;
      this.id = id;
      this.token = token;
    }

    /** Offers to publish; no media yet. */
    public Person offers() {
      return offers(Set.of(Kind.AUDIO, Kind.VIDEO));
    }

    public Person offers(Set<Kind> kinds) {
      return offers(publishOffer(kinds));
    }

    /** The same with H.264 beside VP8. */
    public Person offersH264() {
      return offers(publishOffer(Set.of(Kind.AUDIO, Kind.VIDEO), true));
    }

    private Person offers(String sdp) {
      connection = get(control.publish(token, sdp, ClientFacts.NONE));
      for (FakeShards.Heard word : shards.heard()) {
        if (word.command() instanceof Command.Attach attach) {
          shard = word.shard();
          transport = attach.transport();
          publication = attach.publication();
          generation = attach.generation();
        }
      }
      return this;
    }

    /** The first packet of the last offer's transport arrives. */
    public Person media() {
      return says(new Event.FirstPacket(transport, publication, generation, now));
    }

    public Person keyframe() {
      return says(new Event.KeyframeComplete(transport, publication, generation));
    }

    public Person exceeds(Event.Excess excess) {
      return says(new Event.Exceeded(transport, publication, generation, excess));
    }

    public Person publishes() {
      return offers().media();
    }

    /** Its transport ends by itself. */
    public Person vanishes() {
      return says(new Event.Gone(transport, Event.Reason.CONSENT_EXPIRED, ""));
    }

    private Person says(Event event) {
      control.event(shard, event);
      step();
      return this;
    }

    /** Ends the last connection by its session URL. */
    public void leaves() {
      get(control.disconnect(connection().id(), token));
    }

    public Connection connection() {
      if (connection == null) {
        throw new IllegalStateException("never connected");
      }
      return connection;
    }

    public int transport() {
      return transport;
    }

    public int publication() {
      return publication;
    }

    public int generation() {
      return generation;
    }

    public int shard() {
      return shard;
    }

    /** Watches somebody and gets media. */
    public Watching watches(ParticipantId whom) {
      return asks(whom).media();
    }

    /** Watches somebody; no media yet. */
    public Watching asks(ParticipantId whom) {
      connection = get(control.watch(token, whom, watchOffer(), ClientFacts.NONE));
      Watching watching = null;
      for (FakeShards.Heard word : shards.heard()) {
        if (word.command() instanceof Command.Bind bind) {
          watching = new Watching(this, word.shard(), bind);
        }
      }
      if (watching == null) {
        throw new IllegalStateException("nothing was bound");
      }
      return watching;
    }

    public Attending attends() {
      var attending = new Attending();
      attending.attendance = get(control.attend(token, attending));
      return attending;
    }

    public Participant row() {
      return Rig.this.row(stage, id);
    }
  }

  /** A viewer's connection. */
  public final class Watching {
    public final Person viewer;
    public final int shard;
    public final Command.Bind bind;

    Watching(Person viewer, int shard, Command.Bind bind) {
      this.viewer = viewer;
      this.shard = shard;
      this.bind = bind;
    }

    Watching media() {
      control.event(
          shard, new Event.Spliced(bind.transport(), bind.section(), bind.publication(), now));
      step();
      return this;
    }

    public void vanishes() {
      control.event(shard, new Event.Gone(bind.transport(), Event.Reason.CLOSED_BY_PEER, ""));
      step();
    }

    public boolean closed() {
      return shards.heard(Command.CloseTransport.class).stream()
          .anyMatch(close -> close.transport() == bind.transport());
    }

    public List<Integer> unbound() {
      return shards.heard(shard, Command.Unbind.class).stream()
          .filter(unbind -> unbind.transport() == bind.transport())
          .map(Command.Unbind::section)
          .toList();
    }
  }

  /** An events connection. */
  public static final class Attending implements Attendee {
    public final List<StageState> states = new ArrayList<>();
    public int closeCode;
    public String closeReason = "";
    public @Nullable Attendance attendance;

    @Override
    public void state(StageState state) {
      states.add(state);
    }

    @Override
    public void closed(int code, String reason) {
      closeCode = code;
      closeReason = reason;
    }

    public StageState last() {
      return states.getLast();
    }

    public Attendance attendance() {
      if (attendance == null) {
        throw new IllegalStateException("not let in");
      }
      return attendance;
    }
  }

  public final FakeStore store;
  public final FakeShards shards;
  public final Control control;
  public final List<Throwable> fatal = new ArrayList<>();
  private final TokenMint mint = new TokenMint(KEY);
  private int people;
  private long now = 1_000_000_000L;

  public Rig() {
    this(1);
  }

  public Rig(int shardCount) {
    this(shardCount, new FakeStore());
  }

  /** Over a store that a former process left. */
  public Rig(int shardCount, FakeStore store) {
    this(shardCount, store, ControlSettings.dev());
  }

  public Rig(int shardCount, FakeStore store, ControlSettings settings) {
    this.store = store;
    shards = new FakeShards(shardCount);
    LiveState s = store.state();
    var live =
        new LiveState(
            s.stages(),
            s.resources(),
            s.openSessions(),
            s.participants(),
            s.replicas(),
            s.revocations(),
            KEY,
            s.lastReplica());
    control =
        new Control(
            store,
            live,
            shards,
            new Fingerprint("sha-256", "AA:BB"),
            settings,
            seeded(),
            fatal::add);
    shards.listener(control);
    step();
  }

  private static SecureRandom seeded() {
    try {
      var random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(7);
      return random;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public void step() {
    control.step(now, BEGIN.plusNanos(now));
  }

  public long now() {
    return now;
  }

  /** Lets time pass, stepping when control asks for it. */
  public void advance(Duration by) {
    long until = now + by.toNanos();
    while (control.deadline() <= until) {
      now = Math.max(now, control.deadline());
      step();
    }
    now = until;
    step();
  }

  public <T> T get(CompletableFuture<T> answer) {
    step();
    if (!answer.isDone()) {
      throw new AssertionError("no answer yet");
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StageException refused ? refused : e;
    }
  }

  /** The refusal, which must have come. */
  public StageException refusal(CompletableFuture<?> answer) {
    try {
      get(answer);
    } catch (StageException e) {
      return e;
    }
    throw new AssertionError("it was not refused");
  }

  public StageArn stage() {
    return get(control.createStage(
            SCOPE, "", Map.of(), RecordingConfiguration.NONE, List.of(), ENDPOINTS))
        .stage()
        .arn();
  }

  public Person person(StageArn stage) {
    return person(stage, "p" + ++people);
  }

  /** Somebody of a given id, as a token signed by the key's owner can have. */
  public Person person(StageArn stage, String id) {
    return person(stage, id, Map.of(), Set.of(Capability.PUBLISH, Capability.SUBSCRIBE));
  }

  public Person person(
      StageArn stage, String id, Map<String, String> attributes, Set<Capability> capabilities) {
    var spec = new TokenSpec(TokenSpec.DEFAULT_DURATION, "user-" + id, attributes, capabilities);
    var token =
        mint.mint(stage, ParticipantId.of(id), spec, ENDPOINTS, BEGIN.plusNanos(now)).token();
    return new Person(stage, ParticipantId.of(id), token);
  }

  /** Somebody with a token that was not made here. */
  public Person bearer(StageArn stage, String id, String token) {
    return new Person(stage, ParticipantId.of(id), token);
  }

  /** What time it is for tokens. */
  public Instant wall() {
    return BEGIN.plusNanos(now);
  }

  public void replicate(Person who, StageArn to, Duration window) {
    get(start(who, to, window));
  }

  public CompletableFuture<Void> start(Person who, StageArn to, Duration window) {
    return control.startReplication(SCOPE, who.stage, to, who.id, window, Map.of());
  }

  public CompletableFuture<Void> stop(Person who, StageArn to) {
    return control.stopReplication(SCOPE, who.stage, to, who.id);
  }

  public List<Replica> replicas(Person who) {
    return get(control.listReplicas(SCOPE, who.stage, who.id, new PageRequest(50, null))).items();
  }

  public @Nullable SessionId session(StageArn stage) {
    return get(control.getStage(SCOPE, stage)).activeSession();
  }

  private SessionId latest(StageArn stage) {
    return get(store.sessions(stage, new PageRequest(50, null))).items().getLast().id();
  }

  public Participant row(StageArn stage, ParticipantId id) {
    return get(control.getParticipant(SCOPE, stage, latest(stage), id));
  }

  public List<Participant> participants(StageArn stage) {
    return get(control.listParticipants(
            SCOPE, stage, latest(stage), ParticipantFilter.ALL, new PageRequest(50, null)))
        .items();
  }

  public List<ParticipantEvent> log(StageArn stage, ParticipantId id) {
    return get(control.listParticipantEvents(
            SCOPE, stage, latest(stage), id, new PageRequest(50, null)))
        .items();
  }

  public List<EventName> events(StageArn stage, ParticipantId id) {
    return log(stage, id).stream().map(ParticipantEvent::name).toList();
  }

  public List<EventName> events(Person who) {
    return events(who.stage, who.id);
  }

  private static Local client() {
    return new Local(
        new IceCredentials("clientuf", "clientpasswordclientpass"),
        new Fingerprint("sha-256", "AA:".repeat(31) + "AA"),
        List.of(),
        1);
  }

  public static String publishOffer(Set<Kind> kinds) {
    return publishOffer(kinds, false);
  }

  /**
   * @param h264 whether it is offered beside VP8
   */
  public static String publishOffer(Set<Kind> kinds, boolean h264) {
    var senders = new EnumMap<Kind, SenderIds>(Kind.class);
    for (Kind kind : kinds) {
      senders.put(kind, new SenderIds(10 + kind.ordinal(), -1, "c", "s", "t" + kind.ordinal()));
    }
    return Offers.publish(client(), senders, h264);
  }

  public static String watchOffer() {
    return Offers.watch(client(), Set.of(Kind.AUDIO, Kind.VIDEO), false);
  }
}
