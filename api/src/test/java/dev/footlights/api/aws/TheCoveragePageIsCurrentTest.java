package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TheCoveragePageIsCurrentTest {
  private static final String REFRESH =
      "./verify -pl api -am -Dtest=TheCoveragePageIsCurrentTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dfootlights.refresh=true";

  @Test
  void docsCoverageSaysWhatTheServerSays() throws IOException {
    Path page = docs().resolve("coverage.md");
    String expected = page();
    if (Boolean.getBoolean("footlights.refresh")) {
      Files.writeString(page, expected);
    }
    assertThat(page)
        .as("docs/coverage.md is written by: %s", REFRESH)
        .exists()
        .hasContent(expected);
  }

  @Test
  void theReadmeCountsWhatTheServerCounts() {
    JsonNode told = told();
    int operations = told.path("operations").asInt();
    int there = operations - told.path("states").path("not yet").asInt();
    assertThat(docs().resolveSibling("README.md"))
        .content()
        .contains("[%d of %d operations are there](docs/coverage.md)".formatted(there, operations));
  }

  /** The repository's, from wherever below it the test is run. */
  private static Path docs() {
    Path folder = Path.of("").toAbsolutePath();
    return Stream.iterate(folder, Objects::nonNull, Path::getParent)
        .map(above -> above.resolve("docs"))
        .filter(docs -> Files.exists(docs.resolve("operations.md")))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode told() {
    try (TestServer server = TestServer.dev()) {
      return server.request("GET", "/_footlights/coverage").unsigned().send().json();
    }
  }

  private static String page() {
    JsonNode told = told();
    var states = told.path("states");
    var page = new StringBuilder();
    page.append("# What works\n\n");
    page.append(
        "IVS Real-Time (API version 2020-07-14) has %d operations. %d work, "
            .formatted(told.path("operations").asInt(), states.path("works").asInt()));
    page.append(
        "for %d what is stored has no effect yet, %d are not there yet.\n"
            .formatted(
                states.path("stored, not acted on").asInt(), states.path("not yet").asInt()));
    page.append("An operation that is not there yet answers `ValidationException` and says so.\n");
    page.append("A running server tells the same as JSON at `/_footlights/coverage`.\n\n");
    page.append("| operation | | |\n| --- | --- | --- |\n");
    for (JsonNode line : told.path("coverage")) {
      page.append("| ").append(line.path("operation").asString());
      page.append(" | ").append(line.path("state").asString());
      String says = line.path("says").asString();
      page.append(" | ").append(says).append(says.isEmpty() ? "|\n" : " |\n");
    }
    return page.append("\nThis page is generated: `").append(REFRESH).append("`.\n").toString();
  }
}
