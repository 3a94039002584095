package dev.footlights.client.demo;

import dev.footlights.client.http.AwsCaller;
import dev.footlights.client.http.ClientException;
import dev.footlights.client.http.Roster;
import dev.footlights.client.http.StageEvents.Participant;
import dev.footlights.client.media.TestCard;
import dev.footlights.client.net.MediaThread;
import dev.footlights.client.net.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two stages, a test card in each, spectators of both cards in both. */
final class Scene implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Told when a stage shows another stage's card, or shows it no more. */
  interface Curtain {
    void moved(Act source, Act destination, boolean visible);
  }

  private final AwsCaller aws;
  private final MediaThread media = new MediaThread();
  private final Map<TestCard, Act> acts = new EnumMap<>(TestCard.class);
  private final Map<TestCard, Map<TestCard, Witness>> witnesses = new EnumMap<>(TestCard.class);
  private final Map<TestCard, Roster> rosters = new EnumMap<>(TestCard.class);
  private final List<AutoCloseable> opened = new ArrayList<>();

  private Scene(AwsCaller aws) {
    this.aws = aws;
  }

  /** Creates the stages and publishes; returns when both cards are shown in their own stages. */
  static Scene open(AwsCaller aws, Curtain curtain) {
    var scene = new Scene(aws);
    try {
      scene.build(curtain);
      return scene;
    } catch (RuntimeException e) {
      scene.close();
      throw e;
    }
  }

  private void build(Curtain curtain) {
    for (TestCard card : TestCard.values()) {
      Act act = Act.open(aws, media, card);
      opened.add(act);
      acts.put(card, act);
    }
    for (Act stage : acts.values()) {
      var seats = new EnumMap<TestCard, Witness>(TestCard.class);
      for (Act shown : acts.values()) {
        var witness = new Witness(media, stage.spectator(), shown.hostId());
        opened.add(witness);
        seats.put(shown.card(), witness);
      }
      witnesses.put(stage.card(), seats);
      var usher = new Usher(stage, seats, curtain);
      var roster = Roster.of(stage.spectator(), usher::update);
      opened.add(roster);
      rosters.put(stage.card(), roster);
    }
    for (Act act : acts.values()) {
      act.publishing().connected();
      await(act, act);
    }
  }

  /** Tells the witnesses of a stage, and the curtain, what its events say. */
  private final class Usher {
    private final Act stage;
    private final Map<TestCard, Witness> seats;
    private final Curtain curtain;
    private final Set<TestCard> visible = EnumSet.noneOf(TestCard.class);

    Usher(Act stage, Map<TestCard, Witness> seats, Curtain curtain) {
      this.stage = stage;
      this.seats = seats;
      this.curtain = curtain;
    }

    void update(List<Participant> state) {
      for (Act shown : acts.values()) {
        boolean now =
            state.stream().anyMatch(p -> p.id().equals(shown.hostId()) && p.isPublishing());
        boolean changed = now ? visible.add(shown.card()) : visible.remove(shown.card());
        Witness seat = seats.get(shown.card());
        if (changed && seat != null) {
          if (now) {
            seat.shown();
          }
          if (shown != stage) {
            curtain.moved(shown, stage, now);
          }
        }
      }
    }
  }

  Act act(TestCard card) {
    Act act = acts.get(card);
    if (act == null) {
      throw new IllegalStateException("no stage of " + card);
    }
    return act;
  }

  /** Who watches a card in a stage. */
  Witness witness(Act stage, Act shown) {
    Map<TestCard, Witness> seats = witnesses.get(stage.card());
    Witness witness = seats == null ? null : seats.get(shown.card());
    if (witness == null) {
      throw new IllegalStateException("nobody watches " + shown.card() + " in " + stage.card());
    }
    return witness;
  }

  /** Makes a card seen in the other stage, and waits until that stage shows it. */
  void replicate(Act source, Act destination) {
    aws.call("StartParticipantReplication", triple(source, destination));
    await(source, destination);
  }

  void stop(Act source, Act destination) {
    aws.call("StopParticipantReplication", triple(source, destination));
  }

  /** The state of the only replica in a destination, as ListParticipantReplicas tells it. */
  String replicationState(Act source, Act destination) {
    var replicas =
        aws.call(
            "ListParticipantReplicas",
            Map.of("sourceStageArn", source.arn(), "participantId", source.hostId()));
    for (var replica : replicas.path("replicas")) {
      if (replica.path("destinationStageArn").asString("").equals(destination.arn())) {
        return replica.path("replicationState").asString("");
      }
    }
    return "absent";
  }

  static Map<String, String> triple(Act source, Act destination) {
    return Map.of(
        "sourceStageArn", source.arn(),
        "destinationStageArn", destination.arn(),
        "participantId", source.hostId());
  }

  private void await(Act shown, Act stage) {
    Roster roster = rosters.get(stage.card());
    if (roster == null || !roster.awaitPublishing(shown.hostId(), PATIENCE)) {
      throw new ClientException(
          "stage "
              + stage.colour()
              + " does not show "
              + shown.colour()
              + " within "
              + PATIENCE.toSeconds()
              + " s");
    }
  }

  /** Waits until a witness has decodable frames. */
  void awaitPicture(Act stage, Act shown) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (witness(stage, shown).count().video().decodable() == 0) {
      if (System.nanoTime() - end > 0) {
        throw new ClientException(
            "no frame of "
                + shown.colour()
                + " reached a viewer of "
                + stage.colour()
                + " within "
                + PATIENCE.toSeconds()
                + " s");
      }
      Pause.of(Duration.ofMillis(20));
    }
  }

  @Override
  public void close() {
    for (AutoCloseable each : opened.reversed()) {
      try {
        each.close();
      } catch (Exception e) {
        // What is gone already needs no closing.
      }
    }
    media.close();
  }
}
