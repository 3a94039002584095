package dev.footlights.live.presence;

import dev.footlights.live.link.Ending;
import dev.footlights.live.link.Link;
import dev.footlights.live.link.Link.Purpose;
import dev.footlights.live.link.Links;
import dev.footlights.live.link.Turn;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.Member;
import dev.footlights.stage.participant.Roster;
import dev.footlights.stage.token.TokenClaims;

/** A connected participant's token is replaced: what that opens, changes and ends. */
public final class Exchanging {
  private final Roster roster;
  private final Links links;

  public Exchanging(Roster roster, Links links) {
    this.roster = roster;
    this.links = links;
  }

  /** What the new token does not allow ends at once; publishing as if the publisher left. */
  public void exchange(Turn turn, Member member, TokenClaims next) {
    roster.exchange(member, next, turn.now(), turn.out());
    if (!next.capabilities().contains(Capability.SUBSCRIBE)) {
      end(turn, member, Purpose.WATCH);
    }
    if (!next.capabilities().contains(Capability.PUBLISH)) {
      end(turn, member, Purpose.PUBLISH);
    }
  }

  private void end(Turn turn, Member member, Purpose purpose) {
    Links.close(
        turn,
        links.of(member).stream().filter(link -> link.purpose() == purpose).toList(),
        Ending.FORBIDDEN);
  }

  /**
   * The new token was refused: the participant leaves, over all of its connections.
   *
   * @param text why, as its events connection is told
   */
  public void refused(Turn turn, Member member, String text) {
    for (Link link : links.of(member)) {
      if (link instanceof AttendLink attendance) {
        attendance.because(text);
      }
    }
    Links.close(turn, links.of(member), Ending.FAILED_EXCHANGE);
  }
}
