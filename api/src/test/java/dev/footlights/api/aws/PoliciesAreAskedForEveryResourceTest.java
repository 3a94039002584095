package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import dev.footlights.api.auth.Condition;
import dev.footlights.api.auth.Condition.Operator;
import dev.footlights.api.auth.Credential;
import dev.footlights.api.auth.Statement;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation with a least request, and what it touches. */
class PoliciesAreAskedForEveryResourceTest {
  private static final String ACCOUNT = "111122223333";
  private static final String HERE = "arn:aws:ivs:us-east-1:" + ACCOUNT + ":";
  private static final String SESSION = "\"sessionId\":\"st-1234567890abc\"";

  /** Operation, body, resources; {@code stage/red} is short for the ARN of a stage. */
  private static final String TABLE =
      """
      CreateStage|{}|stage/*
      GetStage|{"arn":"<stage/red>"}|stage/red
      ListStages|{}|stage/*
      UpdateStage|{"arn":"<stage/red>"}|stage/red
      DeleteStage|{"arn":"<stage/red>"}|stage/red
      GetStageSession|{"stageArn":"<stage/red>",SESSION}|stage/red
      ListStageSessions|{"stageArn":"<stage/red>"}|stage/red
      CreateParticipantToken|{"stageArn":"<stage/red>"}|stage/red
      DisconnectParticipant|{"stageArn":"<stage/red>","participantId":"p"}|stage/red
      GetParticipant|{"stageArn":"<stage/red>",SESSION,"participantId":"p"}|stage/red
      ListParticipants|{"stageArn":"<stage/red>",SESSION}|stage/red
      ListParticipantEvents|{"stageArn":"<stage/red>",SESSION,"participantId":"p"}|stage/red
      StartParticipantReplication|{"sourceStageArn":"<stage/red>","destinationStageArn":"<stage/blue>","participantId":"p"}|stage/red,stage/blue
      StopParticipantReplication|{"sourceStageArn":"<stage/red>","destinationStageArn":"<stage/blue>","participantId":"p"}|stage/red,stage/blue
      ListParticipantReplicas|{"sourceStageArn":"<stage/red>","participantId":"p"}|stage/red
      CreateIngestConfiguration|{"ingestProtocol":"RTMPS","stageArn":"<stage/red>"}|ingest-configuration/*,stage/red
      GetIngestConfiguration|{"arn":"<ingest-configuration/in>"}|ingest-configuration/in
      ListIngestConfigurations|{}|ingest-configuration/*
      UpdateIngestConfiguration|{"arn":"<ingest-configuration/in>","stageArn":"<stage/red>"}|ingest-configuration/in,stage/red
      DeleteIngestConfiguration|{"arn":"<ingest-configuration/in>"}|ingest-configuration/in
      ImportPublicKey|{"publicKeyMaterial":"-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY-----\\n"}|public-key/*
      GetPublicKey|{"arn":"<public-key/key>"}|public-key/key
      ListPublicKeys|{}|public-key/*
      DeletePublicKey|{"arn":"<public-key/key>"}|public-key/key
      StartComposition|{"stageArn":"<stage/red>","destinations":[{"s3":{"storageConfigurationArn":"<storage-configuration/s>","encoderConfigurationArns":["<encoder-configuration/e>"]}}]}|composition/*,stage/red,storage-configuration/s,encoder-configuration/e
      GetComposition|{"arn":"<composition/c>"}|composition/c
      ListCompositions|{}|composition/*
      StopComposition|{"arn":"<composition/c>"}|composition/c
      CreateEncoderConfiguration|{}|encoder-configuration/*
      GetEncoderConfiguration|{"arn":"<encoder-configuration/e>"}|encoder-configuration/e
      ListEncoderConfigurations|{}|encoder-configuration/*
      DeleteEncoderConfiguration|{"arn":"<encoder-configuration/e>"}|encoder-configuration/e
      CreateStorageConfiguration|{"s3":{"bucketName":"bucket"}}|storage-configuration/*
      GetStorageConfiguration|{"arn":"<storage-configuration/s>"}|storage-configuration/s
      ListStorageConfigurations|{}|storage-configuration/*
      DeleteStorageConfiguration|{"arn":"<storage-configuration/s>"}|storage-configuration/s
      ListTagsForResource||stage/red
      TagResource|{"tags":{"a":"b"}}|stage/red
      UntagResource||stage/red
      """;

  private record Row(String operation, String body, List<String> resources) {
    static Row of(String line) {
      String[] parts = line.split("\\|");
      return new Row(
          parts[0],
          parts[1].replace("<", HERE).replace(">", "").replace("SESSION", SESSION),
          Arrays.stream(parts[2].split(",")).map(HERE::concat).toList());
    }

    @Override
    public String toString() {
      return operation;
    }
  }

  private static Stream<Row> rows() {
    return TABLE.lines().map(Row::of);
  }

  private static final Statement ALL = new Statement(true, List.of("*"), List.of("*"));

  private static final TestServer server = new TestServer(false, credentials(), List.of());

  /** A key that nothing is allowed to, one that everything is but one resource, for each. */
  private static List<Credential> credentials() {
    List<Credential> all = new ArrayList<>();
    all.add(new Credential("ADMIN", "s3cret", ACCOUNT, null));
    all.add(new Credential("NOBODY", "s3cret", ACCOUNT, List.of()));
    for (String resource : rows().flatMap(row -> row.resources().stream()).distinct().toList()) {
      var deny = new Statement(false, List.of("ivs:*"), List.of(resource));
      all.add(new Credential(allBut(resource), "s3cret", ACCOUNT, List.of(ALL, deny)));
    }
    var prod = new Condition(Operator.STRING_EQUALS, false, "env", List.of("prod"));
    var notProd = new Statement(false, List.of("ivs:Delete*"), List.of("*"), List.of(prod));
    all.add(new Credential("KEEPSPROD", "s3cret", ACCOUNT, List.of(ALL, notProd)));
    var onlyProd = new Statement(true, List.of("ivs:*"), List.of("*"), List.of(prod));
    all.add(new Credential("ONLYPROD", "s3cret", ACCOUNT, List.of(onlyProd)));
    return all;
  }

  private static String allBut(String resource) {
    return "NOT-" + resource.replace('/', '-');
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestServer.Call call(Row row) {
    if (!row.operation().matches("(Tag|Untag|ListTagsFor)Resource")) {
      return server.call(row.operation()).body(row.body());
    }
    String path = "/tags/" + URLEncoder.encode(row.resources().getFirst(), StandardCharsets.UTF_8);
    return switch (row.operation()) {
      case "TagResource" -> server.request("POST", path).body(row.body());
      case "UntagResource" -> server.request("DELETE", path + "?tagKeys=a");
      default -> server.request("GET", path);
    };
  }

  private static boolean built(Answer answer) {
    return !answer.message().contains("is not built yet");
  }

  private static void isDenied(Answer answer, String operation, String resource, String why) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("AccessDeniedException");
    assertThat(answer.message())
        .endsWith("is not authorized to perform ivs:" + operation + " on " + resource + ": " + why);
  }

  @Test
  void everyOperationHasARow() {
    assertThat(rows().map(Row::operation))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(OperationName.values()).map(OperationName::wireName).toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatNothingAllowsIsDeniedByActionAndResource(Row row) {
    Answer answer = call(row).as("NOBODY", "s3cret").send();
    if (built(answer)) {
      isDenied(answer, row.operation(), row.resources().getFirst(), "no statement allows it");
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aDenyOfAnyOneOfTheResourcesDeniesTheCall(Row row) {
    for (String resource : row.resources()) {
      Answer answer = call(row).as(allBut(resource), "s3cret").send();
      if (built(answer)) {
        isDenied(answer, row.operation(), resource, "a statement denies it");
      }
    }
  }

  private static String stage(String tags) {
    Answer made = server.call("CreateStage").as("ADMIN", "s3cret").body(tags).send();
    return made.json().path("stage").path("arn").asString();
  }

  private static Answer on(String operation, String key, String stage) {
    return server.call(operation).as(key, "s3cret").body("{\"arn\":\"" + stage + "\"}").send();
  }

  @Test
  void aConditionJudgesTheTagsThatTheStageHas() {
    String prod = stage("{\"tags\":{\"env\":\"prod\"}}");
    String test = stage("{\"tags\":{\"env\":\"test\"}}");
    String bare = stage("{}");
    isDenied(on("DeleteStage", "KEEPSPROD", prod), "DeleteStage", prod, "a statement denies it");
    assertThat(on("GetStage", "KEEPSPROD", prod).status()).isEqualTo(200);
    assertThat(on("GetStage", "ONLYPROD", prod).status()).isEqualTo(200);
    for (String other : List.of(test, bare)) {
      isDenied(on("GetStage", "ONLYPROD", other), "GetStage", other, "no statement allows it");
      assertThat(on("DeleteStage", "KEEPSPROD", other).status()).isEqualTo(200);
    }
  }

  @Test
  void whatIsNotThereHasNoTags() {
    assertThat(on("DeleteStage", "KEEPSPROD", HERE + "stage/none").error())
        .isEqualTo("ResourceNotFoundException");
    Answer answer = server.call("CreateStage").as("ONLYPROD", "s3cret").body("{}").send();
    isDenied(answer, "CreateStage", HERE + "stage/*", "no statement allows it");
  }

  @Test
  void bothStagesOfAReplicationAreJudgedByTheirOwnTags() {
    String prod = stage("{\"tags\":{\"env\":\"prod\"}}");
    String test = stage("{\"tags\":{\"env\":\"test\"}}");
    String body =
        """
        {"sourceStageArn":"%s","destinationStageArn":"%s","participantId":"p"}
        """;
    Answer answer =
        server
            .call("StopParticipantReplication")
            .as("ONLYPROD", "s3cret")
            .body(body.formatted(prod, test))
            .send();
    isDenied(answer, "StopParticipantReplication", test, "no statement allows it");
  }
}
