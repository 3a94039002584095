package dev.footlights.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OneServerIsSharedTest {
  /** By this class and by the one that is given its extension as a parameter. */
  static final Set<URI> SEEN = ConcurrentHashMap.newKeySet();

  @RegisterExtension static final FootlightsExtension one = FootlightsExtension.create();

  @RegisterExtension static final FootlightsExtension alike = FootlightsExtension.builder().build();

  @RegisterExtension
  static final FootlightsExtension other =
      FootlightsExtension.builder().options("--media-loops", "2").build();

  @Test
  void byExtensionsThatAreBuiltAlike() {
    assertThat(alike.endpoint()).isEqualTo(one.endpoint());
    SEEN.add(one.endpoint());
    assertThat(SEEN).hasSize(1);
  }

  @Test
  void andNotByOthers() {
    assertThat(other.endpoint()).isNotEqualTo(one.endpoint());
    other.client().createStage(r -> r.name("mine"));
    assertThat(one.client().listStages(r -> {}).stages())
        .noneMatch(stage -> "mine".equals(stage.name()));
  }
}
