package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import dev.footlights.stage.session.Scope;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
  private static final String HERE = "arn:aws:ivs:us-east-1:000000000000:";
  private static final TestServer server = TestServer.dev();
  private static final Ask ask = new Ask(server);

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String stage() {
    return ask.ok("CreateStage", "{'tags':{'a':'1'}}").at("/stage/arn").asString();
  }

  /** One of each type, tagged a=1. */
  static Stream<String> resources() {
    String tags = "'tags':{'a':'1'}";
    return Stream.of(
        stage(),
        ask.ok("CreateEncoderConfiguration", "{" + tags + "}")
            .at("/encoderConfiguration/arn")
            .asString(),
        ask.ok("CreateStorageConfiguration", "{'s3':{'bucketName':'bucket'}," + tags + "}")
            .at("/storageConfiguration/arn")
            .asString(),
        ask.ok("CreateIngestConfiguration", "{'ingestProtocol':'RTMPS'," + tags + "}")
            .at("/ingestConfiguration/arn")
            .asString(),
        ask.ok(
                "ImportPublicKey",
                "{'publicKeyMaterial':'%s'," + tags + "}",
                PublicKeysTest.escaped(PublicKeysTest.pem("secp384r1")))
            .at("/publicKey/arn")
            .asString());
  }

  private static Answer list(String arn) {
    return server.request("GET", Ask.path(arn)).send();
  }

  private static Answer tag(String arn, String tags) {
    return server
        .request("POST", Ask.path(arn))
        .body("{'tags':%s}".formatted(tags).replace('\'', '"'))
        .send();
  }

  private static Answer untag(String arn, String query) {
    return server.request("DELETE", Ask.path(arn) + query).send();
  }

  private static void has(String arn, String tags) {
    assertThat(list(arn).text()).isEqualTo("{\"tags\":{" + tags.replace('\'', '"') + "}}");
  }

  @ParameterizedTest
  @MethodSource("resources")
  void everythingThatHasAnArnCanBeTagged(String arn) {
    has(arn, "'a':'1'");
    Answer tagged = tag(arn, "{'b':'2','a':'3'}");
    assertThat(tagged.status()).as(tagged.text()).isEqualTo(200);
    assertThat(tagged.text()).isEqualTo("{}");
    assertThat(list(arn).json().at("/tags/a").asString()).isEqualTo("3");
    assertThat(list(arn).json().at("/tags/b").asString()).isEqualTo("2");
    Answer untagged = untag(arn, "?tagKeys=a&tagKeys=never");
    assertThat(untagged.text()).isEqualTo("{}");
    has(arn, "'b':'2'");
    assertThat(untag(arn, "?tagKeys=b").status()).isEqualTo(200);
    has(arn, "");
  }

  @ParameterizedTest
  @MethodSource("resources")
  void nobodyElseTagsIt(String arn) {
    for (String method : List.of("GET", "POST", "DELETE")) {
      String path = Ask.path(arn) + (method.equals("DELETE") ? "?tagKeys=a" : "");
      String body = method.equals("POST") ? "{\"tags\":{}}" : "";
      Answer region = server.request(method, path).body(body).region("eu-west-1").send();
      assertThat(Ask.is("ResourceNotFoundException", region)).contains("signed for");
      Ask.is(
          "ResourceNotFoundException",
          server.request(method, path).body(body).as("222222222222", "test").send());
    }
    has(arn, "'a':'1'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"stage/none", "encoder-configuration/none", "composition/none", "channel/none"})
  void whatIsNotThereIsNotFound(String name) {
    assertThat(Ask.is("ResourceNotFoundException", list(HERE + name))).contains(name);
    Ask.is("ResourceNotFoundException", tag(HERE + name, "{}"));
    Ask.is("ResourceNotFoundException", untag(HERE + name, "?tagKeys=a"));
  }

  @Test
  void keysAndValuesAreAnyText() {
    String arn = stage();
    tag(arn, "{'a+b & ü/=%%41':'x y'}");
    assertThat(list(arn).json().at("/tags").properties()).hasSize(2);
    untag(arn, "?tagKeys=a%2Bb%20%26%20%C3%BC%2F%3D%25%2541");
    has(arn, "'a':'1'");
    tag(arn, "{'c+d':''}");
    untag(arn, "?tagKeys=c+d");
    has(arn, "'a':'1'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{}|null at 'tags'", "{\"tags\":{\"\":\"v\"}}|tags", "{\"tags\":[]}|'tags'"})
  void tagsHaveTheBoundsOfTheModel(String body, String told) {
    Answer answer = server.request("POST", Ask.path(stage())).body(body).send();
    assertThat(Ask.is("ValidationException", answer)).contains(told);
  }

  @Test
  void keysToRemoveHaveTheBoundsOfTheModel() {
    String arn = stage();
    assertThat(Ask.is("ValidationException", untag(arn, ""))).contains("Value null at 'tagKeys'");
    assertThat(Ask.is("ValidationException", untag(arn, "?tagKeys="))).contains("tagKeys");
    assertThat(Ask.is("ValidationException", untag(arn, "?tagKeys=" + "k".repeat(129))))
        .contains("tagKeys", "128");
    String many =
        IntStream.range(0, 51).mapToObj(i -> "tagKeys=k" + i).collect(Collectors.joining("&"));
    assertThat(Ask.is("ValidationException", untag(arn, "?" + many))).contains("'tagKeys'", "50");
    assertThat(untag(arn, "?" + many.substring(many.indexOf('&') + 1)).status()).isEqualTo(200);
  }

  @Test
  void onlyPathAndQuerySayWhatTheySay() {
    String arn = stage();
    String other = stage();
    String body = "{\"resourceArn\":\"" + other + "\",\"tagKeys\":[\"a\"],\"tags\":{\"b\":\"2\"}}";
    server.request("POST", Ask.path(arn)).body(body).send();
    assertThat(list(arn).json().at("/tags/b").asString()).isEqualTo("2");
    assertThat(
            Ask.is(
                "ValidationException", server.request("DELETE", Ask.path(arn)).body(body).send()))
        .contains("Value null at 'tagKeys'");
    has(other, "'a':'1'");
  }

  @Test
  void aResourceHasNoMoreThan50() {
    String arn = stage();
    String more =
        IntStream.range(0, 49)
            .mapToObj(i -> "'k%d':''".formatted(i))
            .collect(Collectors.joining(",", "{", "}"));
    assertThat(tag(arn, more).status()).isEqualTo(200);
    assertThat(Ask.is("ValidationException", tag(arn, "{'one more':''}"))).contains("51", "50");
    assertThat(tag(arn, "{'k7':'changed'}").status()).isEqualTo(200);
    assertThat(list(arn).json().at("/tags").size()).isEqualTo(50);
  }

  @Test
  void whatBeginsWithAwsIsReserved() {
    assertThat(Ask.is("ValidationException", tag(stage(), "{'Aws:x':''}"))).contains("Aws:x");
    for (String create :
        List.of(
            "CreateStage|{",
            "CreateEncoderConfiguration|{",
            "CreateStorageConfiguration|{'s3':{'bucketName':'bucket'},",
            "CreateIngestConfiguration|{'ingestProtocol':'RTMPS',",
            "ImportPublicKey|{'publicKeyMaterial':'"
                + PublicKeysTest.escaped(PublicKeysTest.pem("secp384r1"))
                + "',")) {
      String[] parts = create.split("\\|");
      assertThat(ask.refused("ValidationException", parts[0], parts[1] + "'tags':{'aws:x':''}}"))
          .contains("aws:");
    }
  }

  @Test
  void theArnMayAlsoComeUnencoded() {
    String arn = stage();
    assertThat(server.request("GET", "/tags/" + arn).send().status()).isEqualTo(200);
    assertThat(server.request("GET", "/tags/" + arn.replace("/", "%2f")).send().status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tags/string",
        "/tags/arn%253Aaws%253Aivs%253Aus-east-1%253A000000000000%253Astage%252Fabc",
        "/tags/arn%3Aaws%3Aivs%3Aus-east-1%3A000000000000%3Astage%2F",
        "/tags/arn%3Aaws%3Aivs%3Aus-east-1%3A000000000000%3Astage%2Fabc%2Fdef",
        "/tags/arn%3Aaws%3Aivs%3Aus-east-1%3A000000000000%3Astage%2Fabc%00",
        "/tags/arn%3Aaws%3Aivs%3Aus-east-1%3A000000000000%3Astage%2F..%2Fabc",
        "/tags/%C3%28",
        "/tags/%2F"
      })
  void whatIsNoArnIsRefused(String path) {
    for (String method : List.of("GET", "POST", "DELETE")) {
      // What cannot be a path ends the connection, which the client must not use again.
      Answer answer = server.request(method, path).header("Connection", "close").send();
      assertThat(answer.status()).as(method + answer.text()).isEqualTo(400);
    }
  }

  @Test
  void theQueryIsSigned() {
    String arn = stage();
    var wrong = server.request("DELETE", Ask.path(arn) + "?tagKeys=a").service("s3").send();
    assertThat(wrong.status()).isGreaterThanOrEqualTo(400);
    has(arn, "'a':'1'");
  }

  @Test
  void aPolicySeesTagsAsTheyAreNow() {
    String arn = stage();
    assertThat(new TagsOfAll(server.control.catalogue()).of(scope(), arn).orElseThrow())
        .containsEntry("a", "1");
    tag(arn, "{'a':'2'}");
    assertThat(new TagsOfAll(server.control.catalogue()).of(scope(), arn).orElseThrow())
        .containsEntry("a", "2");
    assertThat(new TagsOfAll(server.control.catalogue()).of(scope(), HERE + "stage/*"))
        .hasValue(Map.of());
    assertThat(new TagsOfAll(server.control.catalogue()).of(scope(), HERE + "stage/none"))
        .isEmpty();
  }

  private static Scope scope() {
    return new Scope("000000000000", "us-east-1");
  }
}
