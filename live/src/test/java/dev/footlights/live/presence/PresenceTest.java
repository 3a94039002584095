package dev.footlights.live.presence;

import static dev.footlights.live.Rig.NO_WINDOW;
import static dev.footlights.live.Rig.SCOPE;
import static dev.footlights.stage.event.EventName.JOINED;
import static dev.footlights.stage.event.EventName.LEFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.footlights.live.Rig;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.TokenRefusal;
import dev.footlights.stage.token.TokenSpec;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private final Rig rig = new Rig();
  private final StageArn red = rig.stage();
  private final StageArn blue = rig.stage();
  private final Rig.Person host = rig.person(red);

  @Test
  void isToldToEverybodyWhoComesThemselvesIncluded() {
    var attending = host.attends();
    assertThat(attending.states).hasSize(1);
    assertThat(attending.last().stageId()).isEqualTo(red.id());
    assertThat(attending.last().participants())
        .extracting(StageState.Entry::id, StageState.Entry::isPublishing)
        .containsExactly(tuple(host.id.value(), false));
  }

  @Test
  void isToldAfterEachChange() {
    var attending = rig.person(red).attends();
    host.offers();
    assertThat(attending.last().participants()).hasSize(2);
    host.media();
    assertThat(attending.last().participants().getLast().isPublishing()).isTrue();
    host.vanishes();
    assertThat(attending.last().participants()).hasSize(1);
  }

  @Test
  void showsAReplicaWithMergedAttributesUntilItEnds() {
    var attending = rig.person(blue).attends();
    host.publishes();
    rig.get(
        rig.control.startReplication(SCOPE, red, blue, host.id, NO_WINDOW, Map.of("slot", "1")));
    var entry = attending.last().participants().getLast();
    assertThat(entry.id()).isEqualTo(host.id.value());
    assertThat(entry.attributes()).containsEntry("slot", "1");
    assertThat(entry.isPublishing()).isTrue();
    rig.get(rig.stop(host, blue));
    assertThat(attending.last().participants()).hasSize(1);
  }

  @Test
  void showsAnAbsentReplicaAsNotPublishing() {
    var attending = rig.person(blue).attends();
    host.publishes();
    rig.replicate(host, blue, Duration.ofSeconds(30));
    host.vanishes();
    assertThat(attending.last().participants().getLast().isPublishing()).isFalse();
    host.publishes();
    assertThat(attending.last().participants().getLast().isPublishing()).isTrue();
  }

  @Test
  void endsWithItsConnection() {
    var attending = host.attends();
    attending.attendance().close();
    rig.step();
    assertThat(rig.events(host)).containsExactly(JOINED, LEFT);
    int told = attending.states.size();
    rig.person(red).attends();
    assertThat(attending.states).hasSize(told);
    assertThat(attending.closeCode).isZero();
  }

  @Test
  void ofASecondConnectionClosesTheFirstAsReused() {
    var first = host.attends();
    var second = host.attends();
    assertThat(first.closeCode).isEqualTo(Attendance.TOKEN_REUSED);
    assertThat(second.closeCode).isZero();
    assertThat(rig.events(host)).containsExactly(JOINED);
  }

  @Test
  void endsWithTheKickOfItsParticipant() {
    var attending = host.attends();
    rig.get(rig.control.disconnectParticipant(SCOPE, red, host.id, ""));
    assertThat(attending.closeCode).isEqualTo(Attendance.DISCONNECTED);
    assertThat(rig.events(host)).containsExactly(JOINED, LEFT);
  }

  @Test
  void endsWithItsStage() {
    var attending = host.attends();
    rig.get(rig.control.deleteStage(SCOPE, red));
    assertThat(attending.closeCode).isEqualTo(Attendance.STAGE_DELETED);
    assertThat(rig.events(host)).containsExactly(JOINED, LEFT);
  }

  @Test
  void isRefusedWhenTheTokenHasExpired() {
    rig.get(rig.control.advance(TokenSpec.DEFAULT_DURATION));
    var attendee = new Rig.Attending();
    assertThat(rig.refusal(rig.control.attend(host.token, attendee)))
        .hasMessage(TokenRefusal.EXPIRED.text());
    assertThat(attendee.states).isEmpty();
  }

  @Test
  void isNeverToldBeforeItIsDurable() {
    var attending = host.attends();
    int told = attending.states.size();
    rig.store.hold();
    var guest = rig.person(red);
    rig.control.attend(guest.token, new Rig.Attending());
    rig.step();
    assertThat(attending.states).hasSize(told);
    rig.store.release();
    rig.step();
    assertThat(attending.last().participants()).hasSize(2);
  }
}
