package dev.footlights.live.presence;

import dev.footlights.live.link.Ending;
import dev.footlights.live.link.Link;
import dev.footlights.live.link.Turn;
import dev.footlights.stage.participant.Member;

/** An open events connection. */
final class AttendLink implements Link {
  private final Presence owner;
  private final String id;
  private final Member member;
  private final Attendee attendee;
  private boolean open = true;
  private String because = "";

  AttendLink(Presence owner, String id, Member member, Attendee attendee) {
    this.owner = owner;
    this.id = id;
    this.member = member;
    this.attendee = attendee;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Purpose purpose() {
    return Purpose.ATTEND;
  }

  @Override
  public Member member() {
    return member;
  }

  @Override
  public void close(Turn turn, Ending ending) {
    owner.close(turn, this, ending);
  }

  /** What the attendee is told beside why it is closed. */
  void because(String text) {
    because = ": " + text;
  }

  String because() {
    return because;
  }

  Attendee attendee() {
    return attendee;
  }

  boolean open() {
    return open;
  }

  void closed() {
    open = false;
  }
}
