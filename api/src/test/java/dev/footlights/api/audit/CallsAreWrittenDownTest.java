package dev.footlights.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.Access;
import dev.footlights.api.Printed;
import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import dev.footlights.api.auth.Credential;
import dev.footlights.api.auth.Keyring;
import dev.footlights.api.auth.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallsAreWrittenDownTest {
  private static final String SECRET = "hush-hush";
  private static final String RED = "arn:aws:ivs:us-east-1:111122223333:stage/red";
  private static final String BLUE = "arn:aws:ivs:us-east-1:111122223333:stage/blue";
  private static final String STOP =
      """
      {"sourceStageArn":"%s","destinationStageArn":"%s","participantId":"p"}
      """
          .formatted(RED, BLUE);

  private final Keyring keyring =
      Keyring.of(
          List.of(
              new Credential("ADMIN", SECRET, "111122223333", null),
              new Credential(
                  "READER",
                  SECRET,
                  "111122223333",
                  List.of(new Statement(true, List.of("ivs:Get*"), List.of("*"))))));

  @TempDir private Path folder;

  private interface Work {
    void on(TestServer server) throws Exception;
  }

  private List<JsonNode> written(Work work) throws Exception {
    Path file = folder.resolve("audit.log");
    try (var log = AuditLog.open(file);
        var server = new TestServer(false, new Access(keyring, log, false), List.of())) {
      work.on(server);
    }
    return Files.readAllLines(file).stream().map(new JsonMapper()::readTree).toList();
  }

  private static List<String> arns(JsonNode line) {
    return line.path("resources").valueStream().map(JsonNode::asString).toList();
  }

  private static void says(JsonNode line, String key, String operation, String result) {
    assertThat(line.path("accessKeyId").asString()).isEqualTo(key);
    assertThat(line.path("operation").asString()).isEqualTo(operation);
    assertThat(line.path("result").asString()).isEqualTo(result);
  }

  @Test
  void aCallThatIsCarriedOutSaysWhoDidWhatToWhat() throws Exception {
    Instant before = Instant.now();
    var requestId = new StringBuilder();
    List<JsonNode> lines =
        written(
            server -> {
              Answer answer = server.call("CreateStage").as("ADMIN", SECRET).body("{}").send();
              requestId.append(answer.header("x-amzn-RequestId"));
            });
    JsonNode line = lines.getFirst();
    assertThat(lines).hasSize(1);
    says(line, "ADMIN", "CreateStage", "OK");
    assertThat(line.path("verified").asBoolean()).isTrue();
    assertThat(line.path("account").asString()).isEqualTo("111122223333");
    assertThat(line.path("region").asString()).isEqualTo("us-east-1");
    assertThat(arns(line)).containsExactly("arn:aws:ivs:us-east-1:111122223333:stage/*");
    assertThat(line.path("status").asInt()).isEqualTo(200);
    assertThat(line.path("requestId").asString()).isEqualTo(requestId.toString());
    assertThat(line.path("sourceAddress").asString()).isEqualTo("127.0.0.1");
    assertThat(Instant.parse(line.path("time").asString()))
        .isBetween(before.minusMillis(1), Instant.now());
  }

  @Test
  void aRefusalNamesItsErrorAndAllTheResources() throws Exception {
    List<JsonNode> lines =
        written(
            server -> {
              server.call("StopParticipantReplication").as("READER", SECRET).body(STOP).send();
              server.call("StopParticipantReplication").as("ADMIN", SECRET).body(STOP).send();
              server.call("GetStage").as("ADMIN", SECRET).body("{}").send();
            });
    says(lines.get(0), "READER", "StopParticipantReplication", "AccessDeniedException");
    assertThat(lines.get(0).path("status").asInt()).isEqualTo(403);
    assertThat(arns(lines.get(0))).containsExactly(RED, BLUE);
    says(lines.get(1), "ADMIN", "StopParticipantReplication", "ResourceNotFoundException");
    assertThat(arns(lines.get(1))).containsExactly(RED, BLUE);
    says(lines.get(2), "ADMIN", "GetStage", "ValidationException");
    assertThat(arns(lines.get(2))).isEmpty();
  }

  @Test
  void aBadSignatureIsWrittenDownAsClaimedByNobodyKnowsWhom() throws Exception {
    List<JsonNode> lines =
        written(
            server -> {
              server.call("ListStages").as("ADMIN", "guessed").send();
              server.call("ListStages").as("STRANGER", "guessed").send();
              server.call("ListStages").as("x".repeat(500), "guessed").send();
              server.call("ListStages").unsigned().send();
              server.call("ListStages").as("ADMIN", SECRET).at(Instant.EPOCH).send();
            });
    says(lines.get(0), "ADMIN", "ListStages", "InvalidSignatureException");
    says(lines.get(1), "STRANGER", "ListStages", "UnrecognizedClientException");
    says(lines.get(2), "x".repeat(128), "ListStages", "UnrecognizedClientException");
    assertThat(lines.get(3).path("accessKeyId").isNull()).isTrue();
    assertThat(lines.get(3).path("result").asString())
        .isEqualTo("MissingAuthenticationTokenException");
    says(lines.get(4), "ADMIN", "ListStages", "InvalidSignatureException");
    assertThat(lines).hasSize(5);
    for (JsonNode line : lines) {
      assertThat(line.path("verified").asBoolean()).isFalse();
      assertThat(line.path("account").isNull()).isTrue();
      assertThat(line.path("region").isNull()).isTrue();
      assertThat(arns(line)).isEmpty();
      assertThat(line.path("status").asInt()).isEqualTo(403);
    }
  }

  @Test
  void strangersCannotFillTheDiskAndWhoSignsIsStillWrittenDown() throws Exception {
    List<JsonNode> lines =
        written(
            server -> {
              server.stopped = System.nanoTime();
              for (int i = 0; i < 25; i++) {
                assertThat(server.call("ListStages").unsigned().send().status()).isEqualTo(403);
              }
              server.call("ListStages").as("ADMIN", SECRET).send();
              server.nanosOffset.addAndGet(1_000_000_000L);
              server.call("ListStages").unsigned().send();
            });
    assertThat(lines).hasSize(20 + 2);
    says(lines.get(20), "ADMIN", "ListStages", "OK");
    assertThat(lines.get(21).path("verified").asBoolean()).isFalse();
  }

  @Test
  void aRetryThatIsAnsweredFromMemoryIsWrittenDownToo() throws Exception {
    List<JsonNode> lines =
        written(
            server -> {
              for (int i = 0; i < 2; i++) {
                server
                    .call("StopParticipantReplication")
                    .as("ADMIN", SECRET)
                    .header("amz-sdk-invocation-id", "one")
                    .body(STOP)
                    .send();
              }
            });
    assertThat(lines).hasSize(2);
    assertThat(arns(lines.get(1))).containsExactly(RED, BLUE);
    assertThat(lines.get(0).path("requestId")).isNotEqualTo(lines.get(1).path("requestId"));
  }

  @Test
  void noSecretTokenAttributeOrBodyGetsIntoTheAuditLogOrTheLog() throws Exception {
    var token = new StringBuilder();
    Work work =
        server -> {
          String body =
              """
              {"name":"private-name","tags":{"private-tag":"private-value"},
               "participantTokenConfigurations":
                [{"userId":"private-user","attributes":{"private-key":"private-attribute"}}]}
              """;
          Answer made = server.call("CreateStage").as("ADMIN", SECRET).body(body).send();
          token.append(made.json().at("/participantTokens/0/token").asString());
          server.call("CreateStage").as("READER", SECRET).body(body).send();
          server.call("CreateStage").as("ADMIN", "private-guess").body(body).send();
          server.call("CreateStage").as("ADMIN", SECRET).body(body).tamperedBody("{}").send();
          server.call("CreateStage").as("ADMIN", SECRET).body(body + "private-rest").send();
          server
              .call("CreateStage")
              .unsigned()
              .header("Authorization", "AWS4-HMAC-SHA256 private-rubbish")
              .send();
        };
    String log = Printed.by(() -> assertThat(written(work)).hasSize(6));
    assertThat(token).hasSizeGreaterThan(100);
    assertThat(log + Files.readString(folder.resolve("audit.log")))
        .contains("ADMIN")
        .doesNotContain(SECRET, "private", token, "Signature=");
  }

  @Test
  void everyOneOfManyCallsAtOnceHasALineOfItsOwn() throws Exception {
    Set<String> told = ConcurrentHashMap.newKeySet();
    List<JsonNode> lines =
        written(
            server -> {
              try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 200; i++) {
                  calls.submit(
                      () ->
                          told.add(
                              server
                                  .call("ListStages")
                                  .as("ADMIN", SECRET)
                                  .send()
                                  .header("x-amzn-RequestId")));
                }
              }
            });
    assertThat(told).hasSize(200);
    assertThat(lines.stream().map(line -> line.path("requestId").asString()))
        .hasSize(200)
        .containsExactlyInAnyOrderElementsOf(told);
  }

  /** Has room for so many entries, and forgets them. */
  private static final class Full implements Audit {
    private final Semaphore room;

    Full(int room) {
      this.room = new Semaphore(room);
    }

    @Override
    public boolean reserve() {
      return room.tryAcquire();
    }

    @Override
    public void record(AuditEntry entry) {}
  }

  @Test
  void whatCannotBeWrittenDownIsNotCarriedOut() {
    var audit = new Full(2);
    try (var server = new TestServer(false, new Access(keyring, audit, false), List.of())) {
      assertThat(server.call("CreateStage").as("ADMIN", SECRET).body("{}").send().status())
          .isEqualTo(200);
      assertThat(server.call("ListStages").as("ADMIN", "guessed").send().status()).isEqualTo(403);
      Answer refused = server.call("CreateStage").as("ADMIN", SECRET).body("{}").send();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.error()).isEqualTo("ServiceUnavailable");
      assertThat(refused.message()).contains("audit log");
      assertThat(server.call("ListStages").as("ADMIN", "guessed").send().status()).isEqualTo(503);
      audit.room.release();
      Answer list = server.call("ListStages").as("ADMIN", SECRET).send();
      assertThat(list.json().path("stages").size()).isEqualTo(1);
    }
  }

  @Test
  void whatNamesNoOperationIsNoCall() throws Exception {
    assertThat(
            written(
                server -> {
                  server.request("POST", "/").as("ADMIN", SECRET).send();
                  server.request("GET", "/health").unsigned().send();
                }))
        .isEmpty();
  }
}
