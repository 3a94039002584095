package dev.footlights.api.whip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.stage.participant.ClientFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36|Linux|''|HeadlessChrome|156.0.0.0|''
          Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.1|Windows NT|10.0|Edg|156.0.1|''
          Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15|Mac OS X|10.15.7|Safari|18.1|''
          Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0|Linux|''|Firefox|140.0|''
          Lavf/62.3.100|''|''|''|''|Lavf 62.3.100
          """)
  void aBrowserAndItsSystemAreTold(
      String agent, String os, String osVersion, String browser, String version, String sdk) {
    assertThat(UserAgents.read(agent))
        .isEqualTo(new ClientFacts("", os, osVersion, browser, version, sdk));
  }

  @Test
  void nonsenseTellsNothing() {
    assertThat(UserAgents.read(null)).isEqualTo(ClientFacts.NONE);
    assertThat(UserAgents.read("%%%<script>" + "x".repeat(10_000))).isEqualTo(ClientFacts.NONE);
  }
}
