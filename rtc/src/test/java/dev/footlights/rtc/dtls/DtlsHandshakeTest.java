package dev.footlights.rtc.dtls;

import static dev.footlights.rtc.dtls.DtlsNetwork.CLIENT;
import static dev.footlights.rtc.dtls.DtlsNetwork.SERVER;
import static dev.footlights.rtc.dtls.DtlsNetwork.secure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.footlights.rtc.srtp.SrtpKeys;
import dev.footlights.rtc.srtp.SrtpProfile;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsHandshakeTest {
  private static final int SEEDS = 12;

  static Stream<Arguments> lossesAndSeeds() {
    return Stream.of(0, 20, 40)
        .flatMap(
            loss -> IntStream.rangeClosed(1, SEEDS).mapToObj(seed -> Arguments.of(loss, seed)));
  }

  @ParameterizedTest(name = "{0} % loss, seed {1}")
  @MethodSource("lossesAndSeeds")
  void completesOnAReorderingDoublingLossyNetwork(int loss, long seed) {
    try (var network = new DtlsNetwork(seed).loses(loss / 100.0).doubles(0.1)) {
      network.connect();

      assertSameKeys(network);
      assertThat(network.elapsed()).isLessThan(Duration.ofSeconds(loss == 0 ? 1 : 15));
    }
  }

  @ParameterizedTest(name = "{0} % loss, seed {1}")
  @MethodSource("lossesAndSeeds")
  void completesWhenEveryRecordTravelsAlone(int loss, long seed) {
    try (var network = new DtlsNetwork(seed).loses(loss / 100.0).doubles(0.1).splits()) {
      network.connect();

      assertSameKeys(network);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theSameSeedGivesTheSameBytesAtTheSameTimes(long seed) {
    try (var once = new DtlsNetwork(seed).loses(0.3).doubles(0.1);
        var again = new DtlsNetwork(seed).loses(0.3).doubles(0.1)) {
      once.connect().runOut();
      again.connect().runOut();

      assertThat(again.trace).isEqualTo(once.trace).hasSizeGreaterThan(3);
      assertThat(again.client.srtpKeys().localKey()).isEqualTo(once.client.srtpKeys().localKey());
    }
  }

  @Test
  void fourDatagramsAreEnough() {
    try (var network = new DtlsNetwork(1)) {
      network.connect().runOut();

      assertThat(network.trace).hasSize(4);
      assertThat(network.elapsed()).isLessThan(Duration.ofMillis(120));
    }
  }

  @Test
  void theServerPrefersGcmWhateverTheOrderOfTheOffer() {
    try (var network = withOffer(0x0001, 0x0008, 0x0007)) {
      network.connect();

      assertThat(network.server.srtpKeys().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
      assertSameKeys(network);
    }
  }

  @Test
  void aPeerWithoutGcmGetsCounterMode() {
    try (var network = withOffer(0x0002, 0x0001)) {
      network.connect();

      assertThat(network.server.srtpKeys().profile())
          .isEqualTo(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
      assertSameKeys(network);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void aHelloOverSeveralDatagramsIsPutTogether(long seed) {
    try (var network = withBigOffer(seed).loses(0.2).splits()) {
      network.connect();

      assertSameKeys(network);
    }
  }

  @Test
  void keysExistOnlyOnceConnected() {
    try (var network = new DtlsNetwork(1)) {
      assertThatIllegalStateException().isThrownBy(network.client::srtpKeys);
      network.start();
      assertThatIllegalStateException().isThrownBy(network.client::srtpKeys);
    }
  }

  @Test
  void warmingUpConnectsWithItself() {
    DtlsEngine.warmUp(SERVER, secure(5));
  }

  private static DtlsNetwork withOffer(int... profiles) {
    var client =
        new DtlsEngine(
            DtlsRole.CLIENT,
            CLIENT,
            SERVER.fingerprint(),
            secure(1),
            (negotiation, link) -> OddClient.offering(negotiation, profiles).connect(link));
    var server = new DtlsEngine(DtlsRole.SERVER, SERVER, CLIENT.fingerprint(), secure(2));
    return new DtlsNetwork(1, client, server);
  }

  private static DtlsNetwork withBigOffer(long seed) {
    var client =
        new DtlsEngine(
            DtlsRole.CLIENT,
            CLIENT,
            SERVER.fingerprint(),
            secure(seed),
            (negotiation, link) ->
                OddClient.offering(negotiation, 7).withBallast(1300).connect(link));
    var server = new DtlsEngine(DtlsRole.SERVER, SERVER, CLIENT.fingerprint(), secure(2));
    return new DtlsNetwork(seed, client, server);
  }

  static void assertSameKeys(DtlsNetwork network) {
    SrtpKeys client = network.client.srtpKeys();
    SrtpKeys server = network.server.srtpKeys();
    SrtpProfile profile = client.profile();
    assertThat(server.profile()).isEqualTo(profile);
    assertThat(server.remoteKey()).isEqualTo(client.localKey()).hasSize(profile.keyBytes());
    assertThat(server.remoteSalt()).isEqualTo(client.localSalt()).hasSize(profile.saltBytes());
    assertThat(server.localKey()).isEqualTo(client.remoteKey()).isNotEqualTo(client.localKey());
    assertThat(server.localSalt()).isEqualTo(client.remoteSalt()).isNotEqualTo(client.localSalt());
  }
}
