package dev.footlights.stage.replication;

import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.StageArn;
import java.util.Set;

/** Who watches. */
public interface Audience {

  /** The shards that send a participant's media to viewers of a stage at present. */
  Set<Integer> shards(StageArn stage, ParticipantId publisher);
}
