package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Program;
import dev.footlights.e2e.harness.Sdk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ready.d} and {@code --seed}: what tests find when {@code Ready.} was printed. */
class AServerIsPreparedBeforeItIsReadyTest {
  @TempDir private Path folder;

  private static String get(URI uri) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void byScriptsThatFindTheServerAndDevModesKeys() throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    script(
        folder.resolve("1-say.sh"),
        "echo $AWS_ENDPOINT_URL_IVS_REALTIME $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY"
            + " $AWS_REGION $AWS_DEFAULT_REGION >'"
            + said
            + "'");
    script(folder.resolve("2-fail.sh"), "exit 1");

    var mine = Map.of("AWS_REGION", "eu-west-1", "AWS_ACCESS_KEY_ID", "AKIAREAL");
    try (Footlights server = Footlights.start(mine, "--ready-dir", folder.toString())) {
      assertThat(said).hasContent(server.base() + " test test eu-west-1 eu-west-1");
      assertThat(get(server.base().resolve("/_localstack/init/ready")))
          .contains("\"completed\":true")
          .contains("{\"stage\":\"READY\",\"name\":\"1-say.sh\",\"state\":\"SUCCESSFUL\"}")
          .contains("{\"stage\":\"READY\",\"name\":\"2-fail.sh\",\"state\":\"ERROR\"}");
    }
  }

  @Test
  void byScriptsInItsDataFolder() throws IOException, InterruptedException {
    Path data = Files.createDirectories(folder.resolve("data/ready.d")).resolve("..").normalize();
    Path said = folder.resolve("said");
    script(data.resolve("ready.d/say.sh"), "echo here >'" + said + "'");
    try (Footlights server = Footlights.start("--data", data.toString())) {
      assertThat(said).hasContent("here");
      assertThat(get(server.base().resolve("/_localstack/init/ready"))).contains("say.sh");
    }
  }

  @Test
  void butNotOutsideDevMode() throws IOException {
    Files.writeString(
        folder.resolve("credentials.json"),
        "[{\"accessKeyId\":\"K\",\"secretAccessKey\":\"s\",\"account\":\"111122223333\"}]");
    Program.Result result =
        Program.run(
            Map.of(),
            Footlights.command(
                "serve", "--data", folder.toString(), "--ready-dir", folder.toString()));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.errors()).contains("serve: --ready-dir is for dev mode only");
  }

  @Test
  void byATemplateWhichMakesNothingTwice() throws IOException {
    Path template =
        Files.writeString(
            folder.resolve("template.yaml"),
            """
            Resources:
              Lobby:
                Type: AWS::IVS::Stage
                Properties:
                  Name: !Sub "lobby-${AWS::AccountId}"
                  Tags: [{Key: footlights:id, Value: lobby}]
            """);
    String[] options = {"--data", folder.resolve("data").toString(), "--seed", template.toString()};
    for (int start = 0; start < 2; start++) {
      try (Footlights server = Footlights.start(options);
          var sdk = Sdk.of(server)) {
        assertThat(sdk.client().listStages(r -> {}).stages())
            .singleElement()
            .satisfies(
                stage -> {
                  assertThat(stage.arn())
                      .isEqualTo("arn:aws:ivs:us-east-1:000000000000:stage/lobby");
                  assertThat(stage.name()).isEqualTo("lobby-000000000000");
                  assertThat(stage.tags()).containsEntry("footlights:seed", "Lobby");
                });
      }
    }
  }

  @Test
  void aTemplateThatCannotBeUsedEndsTheStartWithOneLine() throws IOException {
    Path template =
        Files.writeString(
            folder.resolve("template.json"),
            """
            {"Resources": {"Lobby": {"Type": "AWS::IVS::Stage",
              "Properties": {"Name": {"Fn::ImportValue": "x"}}}}}
            """);
    Program.Result result =
        Program.run(
            Map.of(),
            Footlights.command(
                "serve",
                "--ephemeral",
                "--http",
                "127.0.0.1:0",
                "--media-port",
                "0",
                "--seed",
                template.toString()));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).doesNotContain("Ready.");
    assertThat(result.errors())
        .contains(
            "serve: --seed: Resources.Lobby.Properties.Name.Fn::ImportValue is not understood");
  }
}
