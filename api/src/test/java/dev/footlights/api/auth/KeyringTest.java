package dev.footlights.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footlights.api.Access;
import dev.footlights.api.Printed;
import dev.footlights.api.TestServer;
import dev.footlights.api.audit.Audit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {
  private static final String SECRET = "hush-hush";

  @TempDir private Path folder;

  private static String key(String id, String more) {
    return """
        {"accessKeyId": "%s", "secretAccessKey": "%s", "account": "111122223333"%s}
        """
        .formatted(id, SECRET, more);
  }

  private Path write(String... keys) throws IOException {
    return Files.writeString(
        folder.resolve("credentials.json"), "[" + String.join(",", keys) + "]");
  }

  private static boolean knows(Keyring keyring, String id) {
    return keyring.keys().find(id).isPresent();
  }

  @Test
  void aChangedFileCountsFromTheNextLookOn() throws IOException {
    Keyring keyring = Keyring.ofFile(write(key("OLD", "")));
    write(key("NEW", ""));
    assertThat(knows(keyring, "OLD")).isTrue();
    keyring.look();
    assertThat(knows(keyring, "OLD")).isFalse();
    assertThat(knows(keyring, "NEW")).isTrue();
    assertThat(keyring.open()).isFalse();
  }

  @Test
  void aChangeThatNeitherTimeNorSizeShowsCountsToo() throws IOException {
    Path file = write(key("OLD", ""));
    FileTime time = Files.getLastModifiedTime(file);
    Keyring keyring = Keyring.ofFile(file);
    Files.setLastModifiedTime(write(key("NEW", "")), time);
    keyring.look();
    assertThat(knows(keyring, "NEW")).isTrue();
  }

  @Test
  void aFileThatIsPutInItsPlaceCounts() throws IOException {
    Path file = write(key("OLD", ""));
    Keyring keyring = Keyring.ofFile(file);
    Path next = Files.writeString(folder.resolve("next"), "[" + key("NEW", "") + "]");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    keyring.look();
    assertThat(knows(keyring, "NEW")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[]",
        "[{\"accessKeyId\":\"A\",\"secretAccessKey\":\"hush-hush\",\"account\":\"1\"}]",
        "[{\"accessKeyId\":\"A\",\"secretAccessKey\":\"hush-hush\"",
        "[{\"accessKeyId\":\"A\",\"secretAccessKey\":[\"hush-hush\"]}]",
        "\"hush-hush\"",
        "hush-hush",
      })
  void aFileThatCannotBeUsedIsToldOnceAndChangesNothing(String broken) throws IOException {
    Path file = write(key("OLD", ""));
    Keyring keyring = Keyring.ofFile(file);
    Files.writeString(file, broken);
    String said =
        Printed.by(
            () -> {
              keyring.look();
              keyring.look();
              keyring.look();
            });
    assertThat(said.lines())
        .singleElement()
        .asString()
        .contains(file + ": ", "; the keys stay as they were")
        .doesNotContain(SECRET);
    assertThat(knows(keyring, "OLD")).isTrue();
    write(key("NEW", ""));
    keyring.look();
    assertThat(knows(keyring, "NEW")).isTrue();
  }

  @Test
  void aFileThatIsGoneChangesNothingAndIsTakenWhenItIsBack() throws IOException {
    Path file = write(key("OLD", ""));
    Keyring keyring = Keyring.ofFile(file);
    Files.delete(file);
    assertThat(Printed.by(keyring::look)).contains(file + ": no such file; the keys stay");
    assertThat(Printed.by(keyring::look)).isEmpty();
    assertThat(knows(keyring, "OLD")).isTrue();
    write(key("NEW", ""));
    keyring.look();
    assertThat(knows(keyring, "NEW")).isTrue();
  }

  @Test
  void whatCannotBeUsedAtTheStartIsNamed() throws IOException {
    Path absent = folder.resolve("absent");
    assertThatThrownBy(() -> Keyring.ofFile(absent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(absent + ": no such file");
    Path latin = Files.write(folder.resolve("latin"), new byte[] {'[', (byte) 0xe9, ']'});
    assertThatThrownBy(() -> Keyring.ofFile(latin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(latin + ": not the expected JSON: it is not in UTF-8");
    assertThatThrownBy(() -> Keyring.ofText("THE_VARIABLE", "[" + key("A/B", "") + "]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("THE_VARIABLE: accessKeyId of entry 1")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void aRemovedKeyIsRefusedAtOnceAndANewStatementHolds() throws IOException {
    Keyring keyring = Keyring.ofFile(write(key("GOES", ""), key("STAYS", "")));
    try (var server = new TestServer(false, new Access(keyring, Audit.NONE, false), List.of())) {
      var create = server.call("CreateStage").body("{}").header("amz-sdk-invocation-id", "one");
      assertThat(create.as("GOES", SECRET).send().status()).isEqualTo(200);

      write(key("STAYS", ", \"statements\": []"));
      keyring.look();

      var retry = server.call("CreateStage").body("{}").header("amz-sdk-invocation-id", "one");
      assertThat(retry.as("GOES", SECRET).send().error()).isEqualTo("UnrecognizedClientException");
      assertThat(server.call("ListStages").as("STAYS", SECRET).send().error())
          .isEqualTo("AccessDeniedException");
      assertThat(server.call("ListStages").as("test", "test").send().error())
          .isEqualTo("UnrecognizedClientException");
    }
  }
}
