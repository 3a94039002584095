package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import dev.footlights.api.aws.Model.Described;
import dev.footlights.api.error.ErrorType;
import dev.footlights.stage.StageException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Callers catch by class: no operation answers an error that its model does not list. */
class OnlyListedErrorsTest {
  private static List<Described> operations() {
    return Model.operations();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anOperationAnswersWhatItsModelListsAndWhatIsCommon(Described operation) {
    var name = OperationName.named(operation.name()).orElseThrow();
    Set<String> answered =
        Stream.of(ErrorType.values())
            .filter(type -> name.answers(type) && !type.common())
            .map(ErrorType::wireName)
            .collect(Collectors.toSet());
    Set<String> listed =
        operation.errors().stream()
            .filter(error -> !ErrorType.named(error).orElseThrow().common())
            .collect(Collectors.toSet());
    assertThat(answered).isEqualTo(listed);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyRefusalOfTheDomainIsToldAsOneOfThem(Described operation) {
    var name = OperationName.named(operation.name()).orElseThrow();
    for (StageException.Kind kind : StageException.Kind.values()) {
      ErrorType told = AwsApi.type(name, kind);
      assertThat(name.answers(told)).as(kind.name()).isTrue();
      if (kind != StageException.Kind.INTERNAL && kind != StageException.Kind.UNAVAILABLE) {
        assertThat(told.status()).as("%s is the caller's to mend", kind).isLessThan(500);
      }
    }
  }

  @Test
  void whatAnOperationListsIsWhatItTells() {
    assertThat(AwsApi.type(OperationName.UPDATE_STAGE, StageException.Kind.CONFLICT))
        .isEqualTo(ErrorType.CONFLICT);
    assertThat(AwsApi.type(OperationName.CREATE_STAGE, StageException.Kind.QUOTA))
        .isEqualTo(ErrorType.SERVICE_QUOTA_EXCEEDED);
    assertThat(AwsApi.type(OperationName.GET_STAGE, StageException.Kind.NOT_FOUND))
        .isEqualTo(ErrorType.RESOURCE_NOT_FOUND);
    assertThat(
            AwsApi.type(OperationName.STOP_PARTICIPANT_REPLICATION, StageException.Kind.INTERNAL))
        .isEqualTo(ErrorType.INTERNAL_SERVER);
  }

  @Test
  void anIdThatIsTakenIsABadRequestWhereTheModelListsNoConflict() {
    try (TestServer server = TestServer.dev()) {
      String body = "{\"tags\":{\"footlights:id\":\"mine\"}}";
      assertThat(server.call("CreateStage").body(body).send().status()).isEqualTo(200);
      Answer again = server.call("CreateStage").body(body).send();
      assertThat(again.status()).isEqualTo(400);
      assertThat(again.error()).isEqualTo("ValidationException");
      assertThat(again.message()).contains("footlights:id");
    }
  }
}
