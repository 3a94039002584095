package dev.footlights.sim.world;

import dev.footlights.stage.PageRequest;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.StageArn;
import java.util.List;
import java.util.Objects;

/** A stage of the simulated server. */
public record StageHandle(World world, StageArn arn) {
  static final PageRequest ALL = new PageRequest(50, null);

  /** The session in progress. */
  public SessionId session() {
    return Objects.requireNonNull(
        world.await(world.control().getStage(World.SCOPE, arn)).activeSession(),
        "the stage has a session");
  }

  public Participant participant(ParticipantId id) {
    return world.await(world.control().getParticipant(World.SCOPE, arn, session(), id));
  }

  /** Names of a participant's events in the session in progress, oldest first. */
  public List<String> events(ParticipantId id) {
    return world
        .await(world.control().listParticipantEvents(World.SCOPE, arn, session(), id, ALL))
        .items()
        .stream()
        .map(ParticipantEvent::name)
        .map(Enum::name)
        .toList();
  }

  /** DisconnectParticipant. */
  public void disconnect(ParticipantId id) {
    world.await(world.control().disconnectParticipant(World.SCOPE, arn, id, "test"));
  }

  public void delete() {
    world.await(world.control().deleteStage(World.SCOPE, arn));
  }
}
