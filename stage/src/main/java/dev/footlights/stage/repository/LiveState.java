package dev.footlights.stage.repository;

import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.resource.Resource;
import dev.footlights.stage.session.Session;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.token.Revocation;
import dev.footlights.stage.token.ServerKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a store holds that a starting process must know.
 *
 * @param stages all of them
 * @param resources all of them
 * @param openSessions those without an end
 * @param participants the CONNECTED ones, and the others with an ACTIVE replication, of open
 *     sessions
 * @param replicas those that are listed
 * @param lastReplica the greatest number of any replica ever written, or 0
 */
public record LiveState(
    List<Stage> stages,
    List<Resource> resources,
    List<Session> openSessions,
    List<Participant> participants,
    List<Replica> replicas,
    List<Revocation> revocations,
    @Nullable ServerKey serverKey,
    long lastReplica) {
  public static final LiveState EMPTY =
      new LiveState(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, 0);

  public LiveState {
    stages = List.copyOf(stages);
    resources = List.copyOf(resources);
    openSessions = List.copyOf(openSessions);
    participants = List.copyOf(participants);
    replicas = List.copyOf(replicas);
    revocations = List.copyOf(revocations);
  }
}
