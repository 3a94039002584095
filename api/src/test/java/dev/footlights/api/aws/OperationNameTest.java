package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.error.ErrorType;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model's lists of errors, restated by hand: V is in all of them, A in all but the tags'. */
class OperationNameTest {
  private static final Map<Character, ErrorType> LETTERS =
      Map.of(
          'R', ErrorType.RESOURCE_NOT_FOUND,
          'I', ErrorType.INTERNAL_SERVER,
          'Q', ErrorType.SERVICE_QUOTA_EXCEEDED,
          'C', ErrorType.CONFLICT,
          'P', ErrorType.PENDING_VERIFICATION);

  private static final String TABLE =
      """
      CreateEncoderConfiguration RIQCP
      CreateIngestConfiguration QP
      CreateParticipantToken RQP
      CreateStage QP
      CreateStorageConfiguration RIQCP
      DeleteEncoderConfiguration RIQC
      DeleteIngestConfiguration RCP
      DeletePublicKey RCP
      DeleteStage RCP
      DeleteStorageConfiguration RIQC
      DisconnectParticipant RP
      GetComposition RIQC
      GetEncoderConfiguration RIQC
      GetIngestConfiguration R
      GetParticipant R
      GetPublicKey R
      GetStage R
      GetStageSession R
      GetStorageConfiguration RIQC
      ImportPublicKey QCP
      ListCompositions IQC
      ListEncoderConfigurations IQC
      ListIngestConfigurations -
      ListParticipantEvents -
      ListParticipantReplicas -
      ListParticipants -
      ListPublicKeys -
      ListStageSessions -
      ListStages C
      ListStorageConfigurations IQC
      ListTagsForResource RI
      StartComposition RIQCP
      StartParticipantReplication RIQPC
      StopComposition RIQC
      StopParticipantReplication RI
      TagResource RI
      UntagResource RI
      UpdateIngestConfiguration RCP
      UpdateStage RQCP
      """;

  @ParameterizedTest
  @CsvSource(delimiter = ' ', textBlock = TABLE)
  void answersWhatItsModelListsAndNothingElse(String operation, String letters) {
    var name = OperationName.named(operation).orElseThrow();
    Set<ErrorType> listed =
        LETTERS.values().stream().filter(name::answers).collect(Collectors.toSet());
    Set<ErrorType> expected =
        letters
            .chars()
            .mapToObj(letter -> LETTERS.get((char) letter))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    assertThat(listed).isEqualTo(expected);
    assertThat(name.answers(ErrorType.VALIDATION)).isTrue();
    assertThat(name.answers(ErrorType.ACCESS_DENIED)).isTrue();
    assertThat(name.answers(ErrorType.THROTTLING)).isTrue();
  }

  @Test
  void thereAreThirtyNine() {
    assertThat(OperationName.values()).hasSize(39);
    assertThat(TABLE.lines()).hasSize(39);
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
