package dev.footlights.deliver.bus;

import static dev.footlights.deliver.Entries.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.footlights.deliver.Entries;
import dev.footlights.deliver.Hook;
import dev.footlights.deliver.Told;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.token.ExchangedToken;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventBusTest {
  private static final JsonMapper JSON = new JsonMapper();

  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @AfterAll
  static void noCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static Hook bus(int status, String body) throws IOException {
    return new Hook(
        (http, post) -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          http.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
          http.sendResponseHeaders(status, bytes.length);
          http.getResponseBody().write(bytes);
          http.close();
        });
  }

  private static Told tell(Hook hook, List<LoggedEvent> entries) throws Exception {
    try (var bus = new EventBus(new BusSettings("stages", hook.url().resolve("/"), "eu-west-1"))) {
      return bus.tell(entries);
    }
  }

  private static List<LoggedEvent> entries(int count, ParticipantEvent event) {
    return IntStream.range(0, count).mapToObj(i -> new LoggedEvent(i + 1, i + 1, event)).toList();
  }

  private static List<LoggedEvent> entries(int count) {
    return entries(count, event("a", EventName.PUBLISH_STARTED));
  }

  @Test
  void anEntryIsPutWithAllThatABusWantsToKnow() throws Exception {
    try (Hook hook = bus(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}")) {
      assertThat(tell(hook, entries(1))).isEqualTo(Told.all(1));
      Hook.Post post = hook.posts.getFirst();
      assertThat(post.header("X-Amz-Target")).isEqualTo("AWSEvents.PutEvents");
      assertThat(post.header("Authorization")).contains("/eu-west-1/events/");
      JsonNode put = JSON.readTree(post.body()).path("Entries").path(0);
      assertThat(put.path("EventBusName").asString()).isEqualTo("stages");
      assertThat(put.path("Source").asString()).isEqualTo("aws.ivs");
      assertThat(put.path("DetailType").asString()).isEqualTo("IVS Stage Update");
      assertThat(put.path("Resources").path(0).asString()).isEqualTo(Entries.stage("a").toString());
      assertThat(put.path("Time").asDouble()).isEqualTo(Entries.T0.getEpochSecond());
      assertThat(JSON.readTree(put.path("Detail").asString()).path("event_name").asString())
          .isEqualTo("Participant Published");
    }
  }

  @Test
  void withoutCredentialsItSaysWhatToSet() throws Exception {
    assumeTrue(
        Stream.of("ACCESS_KEY_ID", "WEB_IDENTITY_TOKEN_FILE", "CONTAINER_CREDENTIALS_FULL_URI")
            .allMatch(name -> System.getenv("AWS_" + name) == null));
    Map<String, String> nowhere =
        Map.of(
            "aws.sharedCredentialsFile", "/nowhere/credentials",
            "aws.configFile", "/nowhere/config",
            "aws.disableEc2Metadata", "true");
    nowhere.forEach(System::setProperty);
    noCredentials();
    try (Hook hook = bus(200, "{}")) {
      assertThat(tell(hook, entries(1)).failure())
          .isEqualTo("no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    } finally {
      nowhere.keySet().forEach(System::clearProperty);
      credentials();
    }
  }

  @Test
  void whatComesBeforeTheFirstRefusedEntryIsAcknowledged() throws Exception {
    String body =
        """
        {"FailedEntryCount": 1, "Entries": [{"EventId": "1"}, {"EventId": "2"},
         {"ErrorCode": "ThrottlingException", "ErrorMessage": "slow down"}, {"EventId": "4"}]}
        """;
    try (Hook hook = bus(200, body)) {
      assertThat(tell(hook, entries(4))).isEqualTo(Told.only(2, "ThrottlingException: slow down"));
    }
  }

  @Test
  void aRefusedCallAcknowledgesNothingAndIsNotTriedAgainAtOnce() throws Exception {
    try (Hook hook = bus(500, "{\"__type\":\"InternalException\",\"message\":\"no\"}")) {
      Told told = tell(hook, entries(2));
      assertThat(told.count()).isZero();
      assertThat(told.failure()).contains("no");
      assertThat(hook.posts).hasSize(1);
    }
  }

  @Test
  void aCallIsNoLargerThanABusTakes() throws Exception {
    var large = new ExchangedToken(Set.of(), Map.of("x", "y".repeat(30_000)), "", Entries.T0);
    ParticipantEvent event = event("a", EventName.TOKEN_EXCHANGED).exchanging(large, large);
    String four =
        "{\"Entries\":[{\"EventId\":\"1\"},{\"EventId\":\"2\"},{\"EventId\":\"3\"},{\"EventId\":\"4\"}]}";
    try (Hook hook = bus(200, four)) {
      Told told = tell(hook, entries(10, event));
      assertThat(JSON.readTree(hook.posts.getFirst().body()).path("Entries").size()).isEqualTo(4);
      assertThat(told).isEqualTo(Told.all(4));
    }
  }

  @Test
  void aBusIsWhereItsArnSaysUnlessARegionIsNamed() {
    String arn = "arn:aws:events:ap-south-1:111122223333:event-bus/stages";
    assertThat(new BusSettings(arn, null, null).region()).contains("ap-south-1");
    assertThat(new BusSettings(arn, null, "eu-west-1").region()).contains("eu-west-1");
    assertThat(new BusSettings("stages", null, null).region()).isEmpty();
  }

  @Test
  void equalBusesElsewhereAreOtherReceivers() {
    URI one = URI.create("http://127.0.0.1:1");
    String name = new BusSettings("stages", one, "eu-west-1").name();
    assertThat(new BusSettings("stages", one, "eu-west-1").name()).isEqualTo(name);
    assertThat(new BusSettings("stages", one, "eu-west-2").name()).isNotEqualTo(name);
    assertThat(new BusSettings("stages", URI.create("http://127.0.0.1:2"), "eu-west-1").name())
        .isNotEqualTo(name);
  }
}
