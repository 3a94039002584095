package dev.footlights.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FootlightsExtension.class)
class AnExtensionAsAParameterTest {
  @Test
  void hasTheServerThatOtherClassesHave(FootlightsExtension footlights) {
    OneServerIsSharedTest.SEEN.add(footlights.endpoint());
    assertThat(OneServerIsSharedTest.SEEN).hasSize(1);
    assertThat(footlights.client().listStages(r -> {}).stages()).isNotNull();
  }
}
