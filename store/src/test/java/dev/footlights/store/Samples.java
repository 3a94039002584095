package dev.footlights.store;

import dev.footlights.stage.event.ErrorCode;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.participant.Protocol;
import dev.footlights.stage.participant.RecordingState;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.participant.ReplicationType;
import dev.footlights.stage.recording.RecordingConfiguration;
import dev.footlights.stage.recording.RecordingConfiguration.MediaType;
import dev.footlights.stage.recording.RecordingConfiguration.ThumbnailMode;
import dev.footlights.stage.recording.RecordingConfiguration.ThumbnailStorage;
import dev.footlights.stage.recording.RecordingConfiguration.Thumbnails;
import dev.footlights.stage.replication.EndReason;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.RowChange;
import dev.footlights.stage.resource.EncoderConfiguration;
import dev.footlights.stage.resource.IngestConfiguration;
import dev.footlights.stage.resource.IngestCredential;
import dev.footlights.stage.resource.IngestProtocol;
import dev.footlights.stage.resource.PublicKey;
import dev.footlights.stage.resource.Resource;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.resource.StorageConfiguration;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.Session;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.ExchangedToken;
import dev.footlights.stage.token.Revocation;
import dev.footlights.stage.token.ServerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Rows with every member filled, from a small world in which keys meet again. */
public final class Samples {
  public static final Scope SCOPE = new Scope("000000000000", "us-east-1");
  public static final Scope OTHER = new Scope("111111111111", "us-east-1");
  public static final Instant T0 = Instant.parse("2026-01-02T03:04:05.123456789Z");

  /** Of which no member is what it usually is. */
  public static final RecordingConfiguration RECORDING =
      new RecordingConfiguration(
          ResourceArn.of(SCOPE, ResourceType.STORAGE_CONFIGURATION, "bucket"),
          List.of(MediaType.AUDIO_ONLY),
          new Thumbnails(
              Duration.ofSeconds(7),
              List.of(ThumbnailStorage.LATEST, ThumbnailStorage.SEQUENTIAL),
              ThumbnailMode.INTERVAL),
          Duration.ofSeconds(300),
          Duration.ofSeconds(10),
          false);

  private Samples() {}

  public static StageArn arn(String id) {
    return StageArn.of(SCOPE, id);
  }

  public static Stage stage(String id) {
    return new Stage(
        arn(id), "the " + id, Map.of("team", "é \"quoted\"", "b", ""), RECORDING, null);
  }

  public static SessionId sessionId(String id) {
    return new SessionId("st-" + id);
  }

  public static Session session(String stage, String id, long second) {
    return new Session(arn(stage), sessionId(id), T0.plusSeconds(second), null);
  }

  public static Participant participant(String stage, String session, String id, long second) {
    return new Participant(
        arn(stage),
        sessionId(session),
        ParticipantId.of(id),
        "user of " + id,
        Map.of("name", "Zoë", "line", "a\nb"),
        ParticipantState.CONNECTED,
        T0.plusSeconds(second),
        true,
        false,
        Protocol.WHIP,
        RecordingState.DISABLED,
        new ClientFacts("isp", "Linux", "6", "Firefox", "153", ""),
        ReplicationType.REPLICA,
        ReplicationState.ACTIVE,
        arn("elsewhere"),
        sessionId("elsewhere"));
  }

  public static Participant gone(Participant p) {
    return new Participant(
        p.stage(),
        p.session(),
        p.id(),
        p.userId(),
        p.attributes(),
        ParticipantState.DISCONNECTED,
        p.firstJoinTime(),
        false,
        p.publishing(),
        Protocol.UNKNOWN,
        RecordingState.STOPPED,
        ClientFacts.NONE,
        ReplicationType.NONE,
        null,
        null,
        null);
  }

  public static Replica replica(long number, String source, String participant, String to) {
    return new Replica(
        number,
        arn(source),
        sessionId(source),
        ParticipantId.of(participant),
        arn(to),
        sessionId(to),
        Map.of("seat", "2"),
        Duration.ofSeconds(30),
        ReplicationState.ACTIVE,
        T0,
        null,
        null,
        true,
        Set.of());
  }

  public static ParticipantEvent event(
      String stage, String session, String participant, EventName name, long second) {
    return new ParticipantEvent(
        arn(stage),
        sessionId(session),
        ParticipantId.of(participant),
        "",
        name,
        T0.plusSeconds(second),
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        null,
        null);
  }

  public static ParticipantEvent fullEvent(String stage, String session, String participant) {
    return new ParticipantEvent(
        arn(stage),
        sessionId(session),
        ParticipantId.of(participant),
        "user é",
        EventName.SUBSCRIBE_ERROR,
        T0,
        ParticipantId.of("publisher"),
        ErrorCode.PUBLISHER_NOT_FOUND,
        arn("destination"),
        sessionId("destination"),
        true,
        arn("source"),
        sessionId("source"),
        new ExchangedToken(Set.of(), Map.of(), "", T0),
        new ExchangedToken(
            Set.of(Capability.PUBLISH, Capability.SUBSCRIBE), Map.of("a", "é"), "user", T0));
  }

  public static ResourceArn resourceArn(ResourceType type, String id) {
    return ResourceArn.of(SCOPE, type, id);
  }

  /** One of each type. */
  public static List<Resource> resources(String id) {
    Map<String, String> tags = Map.of("team", "é \"quoted\"");
    return List.of(
        new IngestConfiguration(
            resourceArn(ResourceType.INGEST_CONFIGURATION, id),
            "ingest",
            tags,
            IngestProtocol.RTMP,
            new IngestCredential(ParticipantId.of("p"), "key"),
            arn("a"),
            "user",
            Map.of("seat", "1"),
            true,
            List.of(
                new IngestCredential(ParticipantId.of("p1"), "key1"),
                new IngestCredential(ParticipantId.of("p2"), "key2"))),
        new PublicKey(
            resourceArn(ResourceType.PUBLIC_KEY, id), "key", tags, "-----\nPEM\n-----", "aa:bb"),
        new EncoderConfiguration(
            resourceArn(ResourceType.ENCODER_CONFIGURATION, id),
            "encoder",
            tags,
            new EncoderConfiguration.Video(640, 360, 29.97f, 1_000_000)),
        new StorageConfiguration(
            resourceArn(ResourceType.STORAGE_CONFIGURATION, id), "storage", tags, "bucket"));
  }

  public static Change rows(RowChange... rows) {
    return new Change(List.of(rows), List.of());
  }

  public static Change events(ParticipantEvent... events) {
    return new Change(List.of(), List.of(events));
  }

  /** A change of one to four rows and up to three events, over few keys. */
  public static Change random(RandomGenerator random) {
    var rows = new ArrayList<RowChange>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      rows.add(randomRow(random));
    }
    var events = new ArrayList<ParticipantEvent>();
    for (int i = random.nextInt(4); i > 0; i--) {
      events.add(
          event(
              letter(random),
              letter(random),
              letter(random),
              EventName.values()[random.nextInt(EventName.values().length)],
              random.nextInt(100)));
    }
    return new Change(rows, events);
  }

  private static RowChange randomRow(RandomGenerator random) {
    String stage = letter(random);
    String id = letter(random);
    return switch (random.nextInt(24)) {
      case 0, 1, 2 ->
          new RowChange.PutStage(
              stage(stage).withActiveSession(random.nextBoolean() ? sessionId(id) : null));
      case 3 -> new RowChange.DeleteStage(arn(stage));
      case 4, 5, 6 -> {
        Session session = session(stage, id, random.nextInt(3));
        yield new RowChange.PutSession(random.nextBoolean() ? session : session.endedAt(T0));
      }
      case 7, 8, 9, 10, 11 -> {
        Participant p = participant(stage, letter(random), id, random.nextInt(3));
        yield new RowChange.PutParticipant(random.nextBoolean() ? p : gone(p));
      }
      case 12, 13, 14, 15 -> {
        Replica replica = replica(random.nextInt(1, 9), stage, id, letter(random));
        yield new RowChange.PutReplica(
            switch (random.nextInt(3)) {
              case 0 -> replica.endedAt(T0, EndReason.STOPPED, Set.of(0, 2)).unlisted();
              case 1 -> replica.endedAt(T0, EndReason.PUBLISHER_LEFT, Set.of(1));
              default -> replica;
            });
      }
      case 16, 17 ->
          new RowChange.PutRevocation(
              new Revocation(arn(stage), ParticipantId.of(id), T0.plusSeconds(random.nextInt(9))));
      case 18 -> new RowChange.PutServerKey(new ServerKey(stage, "{" + id + "}"));
      case 19, 20, 21 -> new RowChange.PutResource(resources(id).get(random.nextInt(4)));
      case 22 -> new RowChange.DeleteResource(resources(id).get(random.nextInt(4)).arn());
      default ->
          random.nextInt(20) == 0 ? new RowChange.Clear() : new RowChange.PutStage(stage(id));
    };
  }

  private static String letter(RandomGenerator random) {
    return String.valueOf((char) ('a' + random.nextInt(4)));
  }
}
