package dev.footlights.stage.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResourceIdsTest {
  private static final Map<String, String> ASKED = Map.of(ResourceIds.TAG, "mine");

  @Test
  void outsideDevModeTheTagIsLikeAnyOther() {
    var ids = new ResourceIds(new Random(1), false);
    assertThat(ids.next(ASKED, id -> true)).matches("[a-zA-Z0-9]{12}").isNotEqualTo("mine");
  }

  @Test
  void inDevModeItIsTheIdAndWithoutItOneIsDrawn() {
    var ids = new ResourceIds(new Random(1), true);
    assertThat(ids.next(ASKED, id -> false)).isEqualTo("mine");
    assertThat(ids.next(Map.of(), id -> false)).matches("[a-zA-Z0-9]{12}");
  }
}
