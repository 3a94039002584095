package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import dev.footlights.api.auth.Credential;
import dev.footlights.api.auth.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ASignatureMustBeGoodTest {
  private static final String ARN = "arn:aws:ivs:us-east-1:111122223333:stage/red";
  private static final String GET = "{\"arn\":\"" + ARN + "\"}";

  private static final TestServer dev = TestServer.dev();
  private static final TestServer configured =
      new TestServer(
          false,
          List.of(
              new Credential("ADMIN", "s3cret", "111122223333", null),
              new Credential(
                  "READER",
                  "s3cret",
                  "111122223333",
                  List.of(new Statement(true, List.of("ivs:Get*"), List.of("*:stage/red"))))),
          List.of());

  @AfterAll
  static void stop() {
    dev.close();
    configured.close();
  }

  @Test
  void inDevModeAnyKeyIdWithTheSecretTestIsGood() {
    assertThat(dev.call("ListStages").as("AKIAANYTHING", "test").send().status()).isEqualTo(200);
  }

  @Test
  void inDevModeASecretEqualToTheIdIsGood() {
    assertThat(dev.call("ListStages").as("demo", "demo").send().status()).isEqualTo(200);
  }

  @Test
  void inDevModeATwelveDigitKeyIsTheAccount() {
    Answer made = dev.call("CreateStage").as("123456789012", "test").body("{}").send();
    assertThat(made.json().path("stage").path("arn").asString())
        .startsWith("arn:aws:ivs:us-east-1:123456789012:stage/");
    Answer usual = dev.call("CreateStage").as("AKIA", "test").body("{}").send();
    assertThat(usual.json().path("stage").path("arn").asString())
        .startsWith("arn:aws:ivs:us-east-1:000000000000:stage/");
  }

  @Test
  void withoutASignatureThereIsNoAnswer() {
    Answer answer = dev.call("ListStages").unsigned().send();
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("MissingAuthenticationTokenException");
    assertThat(answer.message()).contains("Dev mode accepts");
  }

  @Test
  void aWrongSecretIsToldWhatDevModeAccepts() {
    Answer answer = dev.call("ListStages").as("id", "wrong").send();
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("InvalidSignatureException");
    assertThat(answer.message()).contains("any access key id with the secret access key \"test\"");
  }

  @Test
  void aTamperedBodyIsRefused() {
    Answer answer = dev.call("GetStage").body(GET).tamperedBody(GET.replace("red", "rod")).send();
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("InvalidSignatureException");
  }

  @Test
  void aTamperedPathIsRefused() {
    var signed = dev.request("POST", "/GetStage?a=1").body(GET).header("x-amz-content-sha256", "0");
    assertThat(signed.send().error()).isEqualTo("InvalidSignatureException");
  }

  @Test
  void aSignatureMayBeFifteenMinutesOffAndNoMore() {
    Instant now = Instant.now();
    for (Duration off : List.of(Duration.ofMinutes(14), Duration.ofMinutes(-14))) {
      assertThat(dev.call("ListStages").at(now.plus(off)).send().status()).isEqualTo(200);
    }
    for (Duration off : List.of(Duration.ofMinutes(16), Duration.ofMinutes(-16))) {
      Answer answer = dev.call("ListStages").at(now.plus(off)).send();
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.error()).isEqualTo("InvalidSignatureException");
      assertThat(answer.message()).contains("15 minutes");
    }
  }

  @Test
  void halfASignatureIsIncomplete() {
    Answer answer =
        dev.call("ListStages")
            .unsigned()
            .header("Authorization", "AWS4-HMAC-SHA256 Credential=x")
            .send();
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("IncompleteSignature");
  }

  @Test
  void aSignatureForAnotherServiceIsSentHome() {
    Answer answer = dev.request("POST", "/").service("s3").send();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("UnknownOperationException");
    assertThat(answer.message()).contains("AWS_ENDPOINT_URL_IVS_REALTIME");
    assertThat(dev.call("ListStages").service("s3").send().error())
        .isEqualTo("UnknownOperationException");
  }

  @Test
  void anOperationOfLowLatencyIvsIsSentHome() {
    Answer answer = dev.call("CreateChannel").body("{}").send();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("UnknownOperationException");
  }

  @Test
  void withACredentialsFileTestKeysAreStrangers() {
    Answer answer = configured.call("ListStages").as("test", "test").send();
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("UnrecognizedClientException");
    Answer wrong = configured.call("ListStages").as("ADMIN", "test").send();
    assertThat(wrong.error()).isEqualTo("InvalidSignatureException");
    assertThat(wrong.message()).doesNotContain("Dev mode");
  }

  @Test
  void whatAPolicyDoesNotAllowIsDeniedByActionAndResource() {
    Answer denied = configured.call("DeleteStage").as("READER", "s3cret").body(GET).send();
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.error()).isEqualTo("AccessDeniedException");
    assertThat(denied.message()).contains("ivs:DeleteStage").contains(ARN);
    Answer allowed = configured.call("GetStage").as("READER", "s3cret").body(GET).send();
    assertThat(allowed.error()).isEqualTo("ResourceNotFoundException");
    Answer other =
        configured.call("GetStage").as("READER", "s3cret").body(GET.replace("red", "blue")).send();
    assertThat(other.error()).isEqualTo("AccessDeniedException");
  }

  @Test
  void accountsDoNotSeeEachOther() {
    String stage =
        dev.call("CreateStage")
            .as("111111111111", "test")
            .body("{}")
            .send()
            .json()
            .path("stage")
            .path("arn")
            .asString();
    String get = "{\"arn\":\"" + stage + "\"}";
    assertThat(dev.call("GetStage").as("111111111111", "test").body(get).send().status())
        .isEqualTo(200);
    assertThat(dev.call("GetStage").as("222222222222", "test").body(get).send().error())
        .isEqualTo("ResourceNotFoundException");
  }
}
