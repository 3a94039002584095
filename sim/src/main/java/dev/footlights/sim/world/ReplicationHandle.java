package dev.footlights.sim.world;

import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.replication.Replica;
import java.util.concurrent.CompletableFuture;

/** A replication of the simulated server. */
public record ReplicationHandle(
    World world, StageHandle source, StageHandle destination, ParticipantId participant) {

  /** Its row, as ListParticipantReplicas shows it. */
  public Replica row() {
    return world.replica(source, destination, participant);
  }

  /** Stops it; returns when the server has answered. */
  public void stop() {
    world.await(stopping());
  }

  /** Stops it without waiting for the answer. */
  public CompletableFuture<Void> stopping() {
    return world
        .control()
        .stopReplication(World.SCOPE, source.arn(), destination.arn(), participant);
  }
}
