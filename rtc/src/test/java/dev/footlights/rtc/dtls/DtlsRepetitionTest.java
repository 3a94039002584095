package dev.footlights.rtc.dtls;

import static dev.footlights.rtc.dtls.DtlsNetwork.CLIENT;
import static dev.footlights.rtc.dtls.DtlsNetwork.MILLISECOND;
import static dev.footlights.rtc.dtls.DtlsNetwork.SERVER;
import static dev.footlights.rtc.dtls.DtlsNetwork.secure;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6347 §4.2.4: what is sent again, and when. */
class DtlsRepetitionTest {

  @ParameterizedTest(name = "lost {0} times")
  @ValueSource(ints = {1, 2, 5})
  void theServersLastFlightIsRepeatedForAClientThatMissedIt(int times) {
    int[] lost = {0};
    try (var network = new DtlsNetwork(3)) {
      network.drops(
          (from, datagram) ->
              from == network.server && endsHandshake(datagram) && lost[0]++ < times);
      network.start();
      network.runUntil(() -> network.server.state() == DtlsEngine.State.CONNECTED);
      assertThat(network.client.state()).isEqualTo(DtlsEngine.State.HANDSHAKING);

      network.connect();

      assertThat(lost[0]).isEqualTo(times + 1);
      DtlsHandshakeTest.assertSameKeys(network);
    }
  }

  @Test
  void theLastFlightIsOneDatagram() {
    try (var network = new DtlsNetwork(3).loses(0.3)) {
      network.connect();

      List<byte[]> last = new ArrayList<>();
      network.trace.stream()
          .filter(line -> line.startsWith("server"))
          .map(line -> HexFormat.of().parseHex(line.substring(line.lastIndexOf(' ') + 1)))
          .filter(DtlsRepetitionTest::endsHandshake)
          .forEach(last::add);
      assertThat(last)
          .isNotEmpty()
          .allSatisfy(
              datagram ->
                  assertThat(DtlsNetwork.records(datagram))
                      .extracting(record -> Records.type(record, 0))
                      .containsExactly(Records.CHANGE_CIPHER_SPEC, Records.HANDSHAKE));
    }
  }

  @Test
  void aHelloIsRepeatedAtDoublingDistancesUntilTheEngineGivesUp() {
    var client = new DtlsEngine(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), secure(1));
    client.start(0);
    assertThat(client.poll()).isNotNull();
    List<Long> repeated = new ArrayList<>();
    long now = 0;
    while (client.nextTimeout() != DtlsEngine.NEVER) {
      now = client.nextTimeout();
      client.handleTimeout(now);
      if (client.poll() != null) {
        repeated.add(now / MILLISECOND);
      }
    }

    assertThat(repeated).startsWith(100L, 300L, 700L, 1500L, 2500L, 3500L).endsWith(29_500L);
    assertThat(now).isEqualTo(DtlsEngine.GIVE_UP_NANOS);
    assertThat(client.state()).isEqualTo(DtlsEngine.State.FAILED);
    assertThat(client.failure()).contains("30 s");
  }

  @Test
  void aServerThatHearsNothingOnlyGivesUp() {
    var server = new DtlsEngine(DtlsRole.SERVER, SERVER, CLIENT.fingerprint(), secure(1));
    server.start(5);

    assertThat(server.nextTimeout()).isEqualTo(5 + DtlsEngine.GIVE_UP_NANOS);
    server.handleTimeout(server.nextTimeout() - 1);
    assertThat(server.state()).isEqualTo(DtlsEngine.State.HANDSHAKING);
    server.handleTimeout(server.nextTimeout());
    assertThat(server.state()).isEqualTo(DtlsEngine.State.FAILED);
    assertThat(server.poll()).isNull();
  }

  @Test
  void anOwnerWhoComesLateWithADatagramRepeatsWhatIsDue() {
    var client = new DtlsEngine(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), secure(1));
    client.start(0);
    client.poll();

    client.handle(new byte[] {22}, 0, 1, 500 * MILLISECOND);

    assertThat(client.poll()).isNotNull();
    assertThat(client.nextTimeout()).isGreaterThan(500 * MILLISECOND);
    client.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noRecordNumberIsUsedTwiceInAnEpoch(long seed) {
    try (var network = new DtlsNetwork(seed).loses(0.4)) {
      network.connect().runOut();

      Set<String> numbers = new HashSet<>();
      for (String line : network.trace) {
        String who = line.substring(0, 6);
        byte[] datagram = HexFormat.of().parseHex(line.substring(line.lastIndexOf(' ') + 1));
        for (byte[] record : DtlsNetwork.records(datagram)) {
          String number = HexFormat.of().formatHex(record, 3, 11);
          assertThat(numbers.add(who + number)).as("%s %s", who, number).isTrue();
        }
      }
    }
  }

  private static boolean endsHandshake(byte[] datagram) {
    List<byte[]> records = DtlsNetwork.records(datagram);
    return Records.epoch(records.getLast(), 0) == 1
        && Records.type(records.getLast(), 0) == Records.HANDSHAKE;
  }
}
