package dev.footlights.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class RoomTest {
  private final Room room = new Room(1_000, 250);

  private static InetAddress address(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
  }

  @Test
  void oneAddressGetsItsShareAndTheOthersTheRest() throws UnknownHostException {
    Room.Place first = room.place(address(1));
    Room.Place second = room.place(address(1));
    assertThat(first.become(200)).isTrue();
    assertThat(second.become(51)).isFalse();
    assertThat(second.become(50)).isTrue();
    assertThat(room.place(address(2)).become(250)).isTrue();
    assertThat(first.become(100)).isTrue();
    assertThat(second.become(150)).as("what was given back").isTrue();
    assertThat(room.taken()).isEqualTo(500);
  }

  @Test
  void nothingIsKeptOfWhatHadNoRoomNorOfWhatWasGivenBack() throws UnknownHostException {
    Room.Place place = room.place(address(1));
    assertThat(place.become(251)).isFalse();
    assertThat(room.taken()).isZero();
    assertThat(place.become(250)).isTrue();
    place.become(0);
    place.become(0);
    assertThat(room.taken()).isZero();
    assertThat(room.addresses()).isZero();
  }

  @Test
  void thisMachineHasAllThereIs() throws UnknownHostException {
    Room.Place proxy = room.place(InetAddress.getLoopbackAddress());
    assertThat(proxy.become(1_001)).isFalse();
    assertThat(proxy.become(1_000)).isTrue();
    assertThat(room.place(address(1)).become(1)).isFalse();
    proxy.become(0);
    assertThat(room.taken()).isZero();
    assertThat(room.place(address(1)).become(1)).isTrue();
  }

  @Test
  void eachBodyThatHadNoRoomCounts() {
    var registry = new SimpleMeterRegistry();
    var noRoom = new NoRoom("calls", registry, () -> 0);
    noRoom.tell("192.0.2.1");
    noRoom.tell("192.0.2.1");
    assertThat(registry.get("footlights.http.bodies.refused").tag("of", "calls").counter().count())
        .isEqualTo(2);
  }
}
