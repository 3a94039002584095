package dev.footlights.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
  private final Origins dev =
      new Origins(
          true,
          "127.0.0.1",
          URI.create("https://stages.example"),
          List.of("https://app.example:8443"));

  @ParameterizedTest
  @CsvSource({
    "http://localhost:3000,true",
    "http://127.0.0.1:5173,true",
    "http://[::1]:5173,true",
    "https://app.example:8443,true",
    "https://stages.example,true",
    "https://stages.example:444,false",
    "http://stages.example,false",
    "https://app.example,false",
    "https://evil.example,false",
    "http://localhost.evil.example,false",
    "http://127.0.0.1.evil.example,false",
    "null,false",
    "'',false",
  })
  void devModeAnswersPreflightsOfThisMachineAndOfWhoIsAllowed(String origin, boolean allowed) {
    assertThat(dev.allows(origin)).isEqualTo(allowed);
  }

  @Test
  void outsideDevModeThisMachineIsNothingSpecial() {
    var origins = new Origins(false, "127.0.0.1", null, List.of("https://app.example"));
    assertThat(origins.allows("http://localhost:3000")).isFalse();
    assertThat(origins.allows("https://app.example")).isTrue();
  }

  @Test
  void whatNoBrowserSentMayComeUnderAnyHost() {
    assertThat(dev.admits(null, null, "footlights:4569")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:4569,localhost:4569,true",
    "http://localhost:3000,127.0.0.1:4569,true",
    "http://evil.example:4569,evil.example:4569,false",
    "https://evil.example,127.0.0.1:4569,false",
    "http://localhost:3000,rebound.example:4569,false",
    "https://stages.example,stages.example,true",
    "http://192.168.1.5:4569,192.168.1.5:4569,false",
  })
  void aPageMustComeFromHereAndReachUsUnderANameOfOurs(String origin, String host, boolean may) {
    assertThat(dev.admits(origin, "same-origin", host)).isEqualTo(may);
  }

  @Test
  void listeningEverywhereAnAddressIsANameOfOursButANameIsNot() {
    var origins = new Origins(true, "0.0.0.0", null, List.of());
    assertThat(origins.admits("http://192.168.1.5:4569", null, "192.168.1.5:4569")).isTrue();
    assertThat(origins.admits("http://evil.example:4569", null, "evil.example:4569")).isFalse();
  }
}
