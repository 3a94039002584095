package dev.footlights.stage.token;

import dev.footlights.stage.Moment;
import dev.footlights.stage.Outcome;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.repository.RowChange.PutRevocation;
import dev.footlights.stage.session.StageArn;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whose tokens are refused although they are genuine. Owned by the control thread. */
public final class Revocations {
  private record Bearer(StageArn stage, ParticipantId participant) {}

  private final Map<Bearer, Instant> until = new HashMap<>();

  public Revocations(List<Revocation> rows) {
    for (Revocation row : rows) {
      until.put(new Bearer(row.stage(), row.participant()), row.until());
    }
  }

  /**
   * Refuses the participant's tokens for as long as one made before now can last, by a clock that
   * is before ours too.
   */
  public void revoke(StageArn stage, ParticipantId participant, Moment now, Outcome out) {
    until.values().removeIf(past -> past.isBefore(now.wall()));
    Instant end = now.wall().plus(TokenSpec.MAX_DURATION).plus(TokenClaims.CLOCK_SKEW);
    var row = new Revocation(stage, participant, end);
    until.put(new Bearer(stage, participant), row.until());
    out.put(new PutRevocation(row));
  }

  public boolean revoked(TokenClaims claims) {
    return until.containsKey(new Bearer(claims.stage(), claims.participant()));
  }

  public void clear() {
    until.clear();
  }
}
