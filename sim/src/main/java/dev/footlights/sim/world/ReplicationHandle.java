package dev.footlights.sim.world;

import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.replication.Replica;

/** A replication of the simulated server. */
public record ReplicationHandle(
    World world, StageHandle source, StageHandle destination, ParticipantId participant) {

  /** Its row, as ListParticipantReplicas shows it. */
  public Replica row() {
    return world.replica(source, destination, participant);
  }

  public void stop() {
    world.await(
        world.control().stopReplication(World.SCOPE, source.arn(), destination.arn(), participant));
  }
}
