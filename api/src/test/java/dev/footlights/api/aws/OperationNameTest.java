package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OperationNameTest {
  @Test
  void thereAreThirtyNine() {
    assertThat(OperationName.values()).hasSize(39);
    assertThat(Arrays.stream(OperationName.values()).map(OperationName::wireName))
        .doesNotHaveDuplicates();
  }

  @Test
  void anArnInThePathArrivesAsOneEncodedSegment() {
    String path = "/tags/arn%3Aaws%3Aivs%3Aus-east-1%3A000000000000%3Astage%2Fabc";
    assertThat(OperationName.at("GET", path)).contains(OperationName.LIST_TAGS_FOR_RESOURCE);
    assertThat(OperationName.at("POST", path)).contains(OperationName.TAG_RESOURCE);
    assertThat(OperationName.at("DELETE", path)).contains(OperationName.UNTAG_RESOURCE);
    assertThat(OperationName.at("GET", "/tags/")).isEmpty();
    assertThat(OperationName.at("GET", "/GetStage")).isEmpty();
    assertThat(OperationName.at("POST", "/GetStage")).contains(OperationName.GET_STAGE);
  }
}
