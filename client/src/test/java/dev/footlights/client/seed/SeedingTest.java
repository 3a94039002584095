package dev.footlights.client.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.footlights.client.http.AwsCaller;
import dev.footlights.client.http.ClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A template against a server that keeps what it is told and pages by one. */
class SeedingTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<String, String> CREATIONS =
      Map.of(
          "CreateStage", "stage",
          "ImportPublicKey", "publicKey",
          "CreateEncoderConfiguration", "encoderConfiguration",
          "CreateStorageConfiguration", "storageConfiguration",
          "CreateIngestConfiguration", "ingestConfiguration");

  @TempDir private Path folder;

  private final List<String> creations = new ArrayList<>();
  private final Map<String, List<ObjectNode>> kept = new LinkedHashMap<>();
  private HttpServer server;
  private AwsCaller caller;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI at = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    caller = AwsCaller.of(at, Map.of());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange http) throws IOException {
    String operation = http.getRequestURI().getPath().substring(1);
    JsonNode input = JSON.readTree(http.getRequestBody());
    byte[] body = JSON.writeValueAsBytes(answer(operation, input));
    http.sendResponseHeaders(200, body.length);
    http.getResponseBody().write(body);
    http.close();
  }

  private JsonNode answer(String operation, JsonNode input) {
    ObjectNode answer = JSON.createObjectNode();
    String member = CREATIONS.get(operation);
    if (member != null) {
      creations.add(operation + " " + input);
      List<ObjectNode> all = kept.computeIfAbsent(member, m -> new ArrayList<>());
      ObjectNode made = (ObjectNode) input.deepCopy();
      made.put("arn", "arn:aws:ivs:us-east-1:000000000000:" + member + "/" + all.size());
      made.put("participantId", "p" + all.size());
      all.add(made);
      answer.set(member, made);
    } else if (operation.startsWith("List")) {
      String name = operation.substring(4, operation.length() - 1);
      List<ObjectNode> all = kept.getOrDefault(Members.lower(name), List.of());
      int at = Integer.parseInt(input.path("nextToken").asString("0"));
      var page = answer.putArray(Members.lower(name) + "s");
      if (at < all.size()) {
        ObjectNode summary = all.get(at).deepCopy();
        page.add(name.startsWith("Ingest") ? summary.without("tags") : summary);
        if (at + 1 < all.size()) {
          answer.put("nextToken", String.valueOf(at + 1));
        }
      }
    } else {
      String name = Members.lower(operation.substring(3));
      for (ObjectNode each : kept.getOrDefault(name, List.of())) {
        if (each.path("arn").equals(input.path("arn"))) {
          answer.set(name, each);
        }
      }
    }
    return answer;
  }

  private Path template(String text) {
    try {
      return Files.writeString(folder.resolve("template"), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, String> seed(String text) {
    Map<String, String> told = new LinkedHashMap<>();
    Seeding.run(template(text), caller, "us-east-1", told::put);
    return told;
  }

  private static final String ALL =
      """
      AWSTemplateFormatVersion: 2010-09-09
      Parameters:
        Environment: {Type: String, Default: dev}
      Resources:
        Ingest:
          Type: AWS::IVS::IngestConfiguration
          Properties:
            Name: !Sub "ingest-${Environment}-${AWS::Region}-${!Kept}"
            StageArn: !GetAtt Lobby.Arn
            IngestProtocol: RTMPS
            InsecureIngest: true
        Lobby:
          Type: AWS::IVS::Stage
          Properties:
            Name: !Join ["-", [lobby, !Ref Environment]]
            AutoParticipantRecordingConfiguration:
              StorageConfigurationArn: !Ref Storage
              MediaTypes: [AUDIO_VIDEO]
              HlsConfiguration:
                ParticipantRecordingHlsConfiguration:
                  TargetSegmentDurationSeconds: 6
            Tags:
              - Key: footlights:id
                Value: lobby
        Storage:
          Type: AWS::IVS::StorageConfiguration
          Properties:
            S3:
              BucketName: !Ref Bucket
        Bucket:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: recordings
        Key:
          Type: AWS::IVS::PublicKey
          Properties:
            PublicKeyMaterial: |
              -----BEGIN PUBLIC KEY-----
              abc
              -----END PUBLIC KEY-----
        Encoder:
          Type: AWS::IVS::EncoderConfiguration
          Properties:
            Video: {Width: 1280, Height: 720, Framerate: 30.5}
      """;

  @Test
  void makesEachResourceAfterThoseItNamesAndTellsTheirArns() {
    assertThat(seed(ALL))
        .containsExactly(
            Map.entry("Ingest", "arn:aws:ivs:us-east-1:000000000000:ingestConfiguration/0"),
            Map.entry("Lobby", "arn:aws:ivs:us-east-1:000000000000:stage/0"),
            Map.entry("Storage", "arn:aws:ivs:us-east-1:000000000000:storageConfiguration/0"),
            Map.entry("Key", "arn:aws:ivs:us-east-1:000000000000:publicKey/0"),
            Map.entry("Encoder", "arn:aws:ivs:us-east-1:000000000000:encoderConfiguration/0"));
    assertThat(creations)
        .containsExactly(
            "CreateStorageConfiguration {\"s3\":{\"bucketName\":\"recordings\"},"
                + "\"tags\":{\"footlights:seed\":\"Storage\"}}",
            "CreateStage {\"name\":\"lobby-dev\",\"autoParticipantRecordingConfiguration\":"
                + "{\"storageConfigurationArn\":"
                + "\"arn:aws:ivs:us-east-1:000000000000:storageConfiguration/0\","
                + "\"mediaTypes\":[\"AUDIO_VIDEO\"],"
                + "\"hlsConfiguration\":{\"targetSegmentDurationSeconds\":6}},"
                + "\"tags\":{\"footlights:id\":\"lobby\",\"footlights:seed\":\"Lobby\"}}",
            "CreateIngestConfiguration {\"name\":\"ingest-dev-us-east-1-${Kept}\","
                + "\"stageArn\":\"arn:aws:ivs:us-east-1:000000000000:stage/0\","
                + "\"ingestProtocol\":\"RTMPS\",\"insecureIngest\":true,"
                + "\"tags\":{\"footlights:seed\":\"Ingest\"}}",
            "ImportPublicKey {\"publicKeyMaterial\":"
                + "\"-----BEGIN PUBLIC KEY-----\\nabc\\n-----END PUBLIC KEY-----\\n\","
                + "\"tags\":{\"footlights:seed\":\"Key\"}}",
            "CreateEncoderConfiguration {\"video\":"
                + "{\"width\":1280,\"height\":720,\"framerate\":30.5},"
                + "\"tags\":{\"footlights:seed\":\"Encoder\"}}");
  }

  @Test
  void makesNothingTwice() {
    seed("Resources: {Other: {Type: AWS::IVS::Stage}}");
    Map<String, String> first = seed(ALL);
    int made = creations.size();
    assertThat(seed(ALL)).isEqualTo(first);
    assertThat(creations).hasSize(made);
  }

  @Test
  void readsJsonToo() {
    assertThat(
            seed(
                """
                {"Resources": {
                \t"Red": {"Type": "AWS::IVS::Stage", "Properties": {"Name": {"Fn::Sub": "red"}}},
                \t"Blue": {"Type": "AWS::IVS::Stage", "Properties":
                \t\t{"Name": {"Fn::Sub": ["${Of} and ${Red.Name}", {"Of": {"Ref": "Red"}}]}}}}}
                """))
        .containsOnlyKeys("Red", "Blue");
    assertThat(creations.getLast()).contains("stage/0 and red\"");
  }

  @Test
  void namesTypesOfIvsThatAreNotMadeAndIsSilentAboutOtherServices() {
    Path file =
        template(
            """
            Resources:
              A: {Type: AWS::IVS::Channel}
              B: {Type: AWS::IVS::Channel}
              C: {Type: AWS::Lambda::Function, Properties: {Code: !ImportValue x}}
            """);
    assertThat(Seeding.run(file, caller, "us-east-1", (id, arn) -> {}))
        .isEqualTo(Set.of("AWS::IVS::Channel"));
    assertThat(creations).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!If [a, b, c] | Resources.S.Properties.Name.Fn::If is not understood",
        "!Ref Nothing | Resources.S.Properties.Name.Ref: Nothing is neither a resource",
        "!Sub '${Nothing}' | Resources.S.Properties.Name.Fn::Sub: Nothing is neither",
        "!Ref Table | Table is an AWS::DynamoDB::Table, whose name nobody knows",
        "!GetAtt S.Arn | Resources.S needs itself",
        "!GetAtt Other.Colour | Other has no Colour",
        "!GetAtt Table.Arn | Table is no resource that is made",
        "!GetAtt Other | must name a resource and its attribute",
        "[ | cannot be read",
      })
  void aTemplateThatIsNotUnderstoodIsToldInOneLine(String name, String message) {
    String text =
        """
        Resources:
          Other: {Type: AWS::IVS::Stage, Properties: {Name: other}}
          Table: {Type: AWS::DynamoDB::Table}
          S:
            Type: AWS::IVS::Stage
            Properties:
              Name: %s
        """;
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> seed(text.formatted(name)))
        .satisfies(e -> assertThat(e.getMessage()).contains(message).doesNotContain("\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: b | has no Resources",
        "- a | its top is no mapping",
        "Resources: {A: 1} | Resources.A has no Type",
        "Resources: {A: {Type: 'AWS::IVS::Stage', Condition: C}} | Resources.A.Condition",
        "'{\"Resources\": ' | cannot be read",
      })
  void soIsWhatIsNoTemplate(String text, String message) {
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> seed(text))
        .satisfies(e -> assertThat(e.getMessage()).contains(message).doesNotContain("\n"));
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> Seeding.run(folder.resolve("no"), caller, "us-east-1", (id, arn) -> {}))
        .withMessageContaining("cannot read " + folder.resolve("no"))
        .withMessageNotContaining("\n");
  }

  @Test
  void anAnchorThatHoldsItselfEnds() {
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> seed("Resources: &a\n  A: {Type: x, Properties: *a}\n"))
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
  }
}
