package dev.footlights.rtc.dtls;

import static dev.footlights.rtc.dtls.DtlsNetwork.CLIENT;
import static dev.footlights.rtc.dtls.DtlsNetwork.SERVER;
import static dev.footlights.rtc.dtls.DtlsNetwork.secure;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No input makes an engine throw, hang, or connect to somebody else. */
class DtlsEngineFuzzTest {

  @FuzzTest(maxDuration = "30s")
  void noBytesMakeAFreshEngineThrow(byte[] bytes) {
    throwAtFreshEngines(bytes);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void noRandomRecordsMakeAFreshEngineThrow(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      throwAtFreshEngines(randomRecord(random));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noDamagedHandshakeMakesAnEngineThrow(long seed) {
    var random = new Random(seed);
    try (var network = new DtlsNetwork(seed).doubles(0.3)) {
      network.drops(
          (from, datagram) -> {
            if (random.nextInt(3) == 0) {
              damage(datagram, random);
            }
            return false;
          });
      network.start().runOut();

      for (DtlsEngine engine : new DtlsEngine[] {network.client, network.server}) {
        assertThat(engine.state()).isIn(DtlsEngine.State.CONNECTED, DtlsEngine.State.FAILED);
        assertThat(engine.nextTimeout()).isEqualTo(DtlsEngine.NEVER);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void junkBetweenTheDatagramsOfAHandshakeDoesNotStopIt(long seed) {
    var random = new Random(seed);
    byte[] junk = new byte[200];
    random.nextBytes(junk);
    junk[0] = 22;
    try (var network = new DtlsNetwork(seed).loses(0.2).injects(junk)) {
      network.connect();

      DtlsHandshakeTest.assertSameKeys(network);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aConnectedEngineIgnoresJunk(long seed) {
    var random = new Random(seed);
    try (var network = new DtlsNetwork(seed).connect()) {
      network.runOut();
      for (int i = 0; i < 300; i++) {
        network.send(network.server, randomRecord(random));
        network.send(network.client, randomRecord(random));
      }

      assertThat(network.server.failure()).isEmpty();
      assertThat(network.client.failure()).isEmpty();
      assertThat(network.server.state()).isEqualTo(DtlsEngine.State.CONNECTED);
      assertThat(network.client.state()).isEqualTo(DtlsEngine.State.CONNECTED);
    }
  }

  @Test
  void dtlsIsKnownByItsFirstByte() {
    for (int first = 0; first < 256; first++) {
      byte[] datagram = {0, (byte) first};
      assertThat(DtlsEngine.matches(datagram, 1, 1)).isEqualTo(first >= 20 && first <= 63);
    }
    assertThat(DtlsEngine.matches(new byte[] {22}, 0, 0)).isFalse();
  }

  private static void throwAtFreshEngines(byte[] bytes) {
    var server = new DtlsEngine(DtlsRole.SERVER, SERVER, CLIENT.fingerprint(), secure(1));
    var client = new DtlsEngine(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), secure(2));
    try {
      server.start(0);
      client.start(0);
      server.handle(bytes, 0, bytes.length, 1);
      client.handle(bytes, 0, bytes.length, 1);
      assertThat(server.state()).isNotEqualTo(DtlsEngine.State.CONNECTED);
      assertThat(client.state()).isNotEqualTo(DtlsEngine.State.CONNECTED);
    } finally {
      server.close();
      client.close();
    }
  }

  /** A record whose header passes, with a handshake message in it more often than not. */
  private static byte[] randomRecord(Random random) {
    byte[] bytes = new byte[Records.HEADER + 1 + random.nextInt(100)];
    random.nextBytes(bytes);
    bytes[0] = (byte) (random.nextInt(4) == 0 ? 20 + random.nextInt(5) : Records.HANDSHAKE);
    bytes[1] = (byte) 0xFE;
    bytes[2] = (byte) (random.nextBoolean() ? 0xFD : 0xFF);
    bytes[3] = 0;
    bytes[4] = (byte) random.nextInt(2);
    bytes[11] = 0;
    bytes[12] = (byte) (bytes.length - Records.HEADER);
    if (bytes[4] == 0 && bytes.length >= Records.HEADER + Records.MESSAGE_HEADER) {
      int body = bytes.length - Records.HEADER - Records.MESSAGE_HEADER;
      byte[] message = Records.message(random.nextInt(21), random.nextInt(3), new byte[body]);
      System.arraycopy(message, 0, bytes, Records.HEADER, Records.MESSAGE_HEADER);
    }
    return bytes;
  }

  private static void damage(byte[] datagram, Random random) {
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      datagram[random.nextInt(datagram.length)] = (byte) random.nextInt();
    }
  }
}
