package dev.footlights.api.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.auth.Condition;
import dev.footlights.api.auth.Condition.Operator;
import dev.footlights.api.auth.Credential;
import dev.footlights.api.auth.Statement;
import dev.footlights.api.listen.FrontDoor;
import dev.footlights.sign.Credentials;
import dev.footlights.sign.Signer;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.repository.Change;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.StageArn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class EventsCanBeReadTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Scope MINE = new Scope("111122223333", "us-east-1");
  private static final Scope THEIRS = new Scope("444455556666", "us-east-1");
  private static final String KEY = "FOOTLIGHTSREADER";

  private final HttpClient http = HttpClient.newHttpClient();
  private TestServer server = TestServer.dev();

  @AfterEach
  void stop() {
    http.shutdownNow();
    server.close();
  }

  /** What a client reads, event by event. */
  private static final class Stream implements AutoCloseable {
    private final HttpResponse<InputStream> answer;
    private final BufferedReader lines;

    Stream(HttpResponse<InputStream> answer) {
      this.answer = answer;
      this.lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** The next event's id and data; null at the end. */
    Event next() throws IOException {
      String id = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          return new Event(Long.parseLong(id), JSON.readTree(line.substring(6)));
        }
      }
      throw new IOException("the stream ended");
    }

    List<Event> next(int count) throws IOException {
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        events.add(next());
      }
      return events;
    }

    @Override
    public void close() throws IOException {
      answer.body().close();
    }
  }

  private record Event(long id, JsonNode json) {
    String stage() {
      return json.path("source").asString().replaceAll(".*/", "");
    }

    long sequence() {
      return Long.parseLong(json.path("sequence").asString());
    }
  }

  private Stream open(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new Stream(http.send(request.build(), BodyHandlers.ofInputStream()));
  }

  private Stream openSigned(String path) throws Exception {
    var signature =
        new Signer(new Credentials(KEY, "secret"), "us-east-1", "ivs")
            .sign("GET", server.uri(path), Map.of(), new byte[0], Instant.now());
    return open(
        path, "X-Amz-Date", signature.amzDate(), "Authorization", signature.authorization());
  }

  private static StageArn stage(String id) {
    return StageArn.of(MINE, id);
  }

  private void happen(StageArn stage, int times) {
    happen(stage, EventName.JOINED, times);
  }

  private void happen(StageArn stage, EventName name, int times) {
    for (int i = 0; i < times; i++) {
      var event =
          new ParticipantEvent(
              stage,
              new SessionId("st-1"),
              ParticipantId.of("p1p1p1p1p1p1"),
              "host",
              name,
              Instant.EPOCH,
              null,
              null,
              null,
              null,
              false,
              null,
              null,
              null,
              null);
      server.store.commit(new Change(List.of(), List.of(event))).join();
    }
  }

  private void production(Statement... statements) {
    withCredentials(false, statements);
  }

  private void withCredentials(boolean dev, Statement... statements) {
    server.close();
    server =
        new TestServer(
            dev,
            List.of(
                new Credential(
                    KEY,
                    "secret",
                    MINE.account(),
                    statements.length == 0 ? null : List.of(statements)),
                new Credential("ADMIN", "secret", MINE.account(), null)),
            List.of());
  }

  private static List<Long> ids(List<Event> events) {
    return events.stream().map(Event::id).toList();
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void whoAsksForNothingElseHearsWhatHappensFromNowOn() throws Exception {
    happen(stage("a"), 3);
    try (Stream stream = open("/_footlights/events")) {
      assertThat(stream.answer.headers().firstValue("Content-Type")).contains("text/event-stream");
      happen(stage("b"), 1);
      Event event = stream.next();
      assertThat(event.id()).isEqualTo(4);
      assertThat(event.stage()).isEqualTo("b");
      assertThat(event.sequence()).isEqualTo(1);
      assertThat(event.json().path("type").asString()).isEqualTo("dev.footlights.JOINED");
    }
  }

  @Test
  void whoComesBackMissesNothing() throws Exception {
    int more = Reading.PAGE + 50;
    happen(stage("a"), more);
    List<Event> read = new ArrayList<>();
    try (Stream stream = open("/_footlights/events?after=0")) {
      read.addAll(stream.next(7));
    }
    happen(stage("b"), 5);
    for (int part : new int[] {1, 100, 0}) {
      String last = Long.toString(read.getLast().id());
      try (Stream stream = open("/_footlights/events?after=0", "Last-Event-ID", last)) {
        read.addAll(stream.next(part == 0 ? more + 5 - read.size() : part));
      }
    }
    assertThat(ids(read)).isEqualTo(numbers(1, more + 5));
  }

  @Test
  void ofOneStageTheIdsAreItsSequenceNumbers() throws Exception {
    happen(stage("a"), 2);
    happen(stage("b"), 3);
    happen(stage("a"), 2);
    try (Stream stream = open("/_footlights/events?after=1&stage=" + stage("a"))) {
      List<Event> events = new ArrayList<>(stream.next(3));
      happen(stage("b"), 1);
      happen(stage("a"), 1);
      events.add(stream.next());
      assertThat(ids(events)).isEqualTo(numbers(2, 5));
      assertThat(events).allSatisfy(event -> assertThat(event.sequence()).isEqualTo(event.id()));
      assertThat(events).extracting(Event::stage).containsOnly("a");
    }
  }

  @Test
  void ofOneStageFromNowOnItsNumbersAreKnownToo() throws Exception {
    happen(stage("a"), 2);
    try (Stream stream = open("/_footlights/events?stage=" + stage("a"))) {
      happen(stage("b"), 3);
      happen(stage("a"), 3);
      assertThat(ids(stream.next(3))).isEqualTo(numbers(3, 5));
    }
  }

  @Test
  void eventBridgesFormHasWhatEventBridgeHas() throws Exception {
    happen(stage("a"), EventName.JOINED, 1);
    happen(stage("a"), EventName.PUBLISH_STARTED, 1);
    try (Stream stream = open("/_footlights/events?form=eventbridge&after=0")) {
      Event event = stream.next();
      assertThat(event.id()).isEqualTo(2);
      assertThat(event.json().path("detail-type").asString()).isEqualTo("IVS Stage Update");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "after=x",
        "after=-1",
        "after=9999999999999999999",
        "after=1",
        "form=xml",
        "stage=red",
        "stage=arn:aws:ivs:us-east-1:111122223333:channel/x"
      })
  void whatCannotBeMeantIsRefused(String query) throws Exception {
    try (Stream stream = open("/_footlights/events?" + query)) {
      assertThat(stream.answer.statusCode()).isEqualTo(400);
      assertThat(stream.lines.readLine()).contains(query.replaceAll("=.*", ""));
    }
  }

  @Test
  void outsideDevModeReadersSign() throws Exception {
    production();
    try (Stream stream = open("/_footlights/events")) {
      assertThat(stream.answer.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void devModeWithCredentialsLetsNobodyReadUnsigned() throws Exception {
    withCredentials(true);
    try (Stream stream = open("/_footlights/events")) {
      assertThat(stream.answer.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void whoSignsSeesEventsOfTheAccountAndRegionAlone() throws Exception {
    production();
    happen(stage("a"), 1);
    happen(StageArn.of(THEIRS, "b"), 1);
    happen(StageArn.of(new Scope(MINE.account(), "eu-west-1"), "c"), 1);
    happen(stage("a"), 1);
    try (Stream stream = openSigned("/_footlights/events?after=0")) {
      assertThat(ids(stream.next(2))).containsExactly(1L, 4L);
    }
    try (Stream stream =
        openSigned("/_footlights/events?after=0&stage=" + StageArn.of(THEIRS, "b"))) {
      assertThat(stream.answer.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aPolicyDecidesWhichStagesAreRead() throws Exception {
    production(
        new Statement(true, List.of("footlights:*"), List.of("*")),
        new Statement(false, List.of("footlights:ReadEvents"), List.of("*stage/secret")));
    happen(stage("a"), 1);
    happen(stage("secret"), 1);
    happen(stage("a"), 1);
    try (Stream stream = openSigned("/_footlights/events?after=0")) {
      assertThat(ids(stream.next(2))).containsExactly(1L, 3L);
    }
    try (Stream stream = openSigned("/_footlights/events?after=0&stage=" + stage("secret"))) {
      assertThat(stream.answer.statusCode()).isEqualTo(403);
      assertThat(stream.lines.readLine()).contains("footlights:ReadEvents");
    }
  }

  @Test
  void aDenyByTagHoldsForAStageThatIsDeletedToo() throws Exception {
    var secret = new Condition(Operator.STRING_EQUALS, false, "env", List.of("secret"));
    production(
        new Statement(true, List.of("*"), List.of("*")),
        new Statement(false, List.of("*"), List.of("*"), List.of(secret)));
    StageArn open = StageArn.parse(made("open"));
    StageArn deleted = StageArn.parse(made("secret"));
    assertThat(
            server
                .call("DeleteStage")
                .as("ADMIN", "secret")
                .body("{\"arn\":\"" + deleted + "\"}")
                .send()
                .status())
        .isEqualTo(200);
    String named = "{\"stageArn\":\"" + deleted + "\"}";
    assertThat(server.call("ListStageSessions").as(KEY, "secret").body(named).send().status())
        .isEqualTo(403);
    happen(open, 1);
    happen(deleted, 1);
    happen(open, 1);
    try (Stream stream = openSigned("/_footlights/events?after=0")) {
      assertThat(ids(stream.next(2))).containsExactly(1L, 3L);
    }
    try (Stream stream = openSigned("/_footlights/events?after=0&stage=" + deleted)) {
      assertThat(stream.answer.statusCode()).isEqualTo(403);
    }
  }

  private String made(String env) {
    return server
        .call("CreateStage")
        .as(KEY, "secret")
        .body("{\"tags\":{\"env\":\"" + env + "\"}}")
        .send()
        .json()
        .path("stage")
        .path("arn")
        .asString();
  }

  @Test
  void whoMayDoAllOfIvsMayNotThereforeReadEvents() throws Exception {
    production(new Statement(true, List.of("ivs:*"), List.of("*")));
    try (Stream stream = openSigned("/_footlights/events")) {
      assertThat(stream.answer.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void pagesFromElsewhereDoNotRead() throws Exception {
    try (Stream stream = open("/_footlights/events", "Origin", "https://evil.example")) {
      assertThat(stream.answer.statusCode()).isEqualTo(403);
    }
    try (Stream stream = open("/_footlights/events", "Origin", "http://localhost:8000")) {
      assertThat(stream.answer.statusCode()).isEqualTo(200);
      assertThat(stream.answer.headers().firstValue("Access-Control-Allow-Origin"))
          .contains("http://localhost:8000");
    }
  }

  @Test
  void thereIsRoomForSoManyReadersAndForNewOnesWhenSomeHaveGone() throws Exception {
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < FeedApi.MAX_READERS; i++) {
      streams.add(open("/_footlights/events"));
    }
    try (Stream stream = open("/_footlights/events")) {
      assertThat(stream.answer.statusCode()).isEqualTo(503);
    }
    for (Stream stream : streams) {
      stream.close();
    }
    int status = 503;
    while (status == 503) {
      // Who has gone is noticed when something is written.
      happen(stage("a"), 1);
      try (Stream stream = open("/_footlights/events")) {
        status = stream.answer.statusCode();
      }
    }
    assertThat(status).isEqualTo(200);
  }

  @Test
  void oneKeyHasItsShareOfTheReadersAndGetsItBack() throws Exception {
    production();
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < FeedApi.MAX_OF_A_KEY; i++) {
      streams.add(openSigned("/_footlights/events"));
      assertThat(streams.getLast().answer.statusCode()).isEqualTo(200);
    }
    try (Stream stream = openSigned("/_footlights/events")) {
      assertThat(stream.answer.statusCode()).isEqualTo(503);
      assertThat(stream.lines.readLine()).contains("the key has 20 readers");
    }
    streams.getFirst().close();
    int status = 503;
    while (status == 503) {
      // Who has gone is noticed when something is written.
      happen(stage("a"), 1);
      try (Stream stream = openSigned("/_footlights/events")) {
        status = stream.answer.statusCode();
      }
    }
    assertThat(status).isEqualTo(200);
    for (Stream stream : streams) {
      stream.close();
    }
  }

  @Test
  void aHeartbeatComesWellBeforeAnHttp2ConnectionTakesTheReaderForGone() {
    assertThat(FeedApi.HEARTBEAT.multipliedBy(2)).isLessThanOrEqualTo(FrontDoor.STREAM_IDLE);
  }

  @Test
  void theServersEndEndsTheStream() throws Exception {
    try (Stream stream = open("/_footlights/events?after=0")) {
      happen(stage("a"), 1);
      stream.next();
      server.close();
      assertThat(stream.lines.lines().filter(line -> line.startsWith("data"))).isEmpty();
    }
  }

  @Test
  void afterAnHourAReaderMustComeAgain() throws Exception {
    try (Stream stream = open("/_footlights/events?after=0")) {
      happen(stage("a"), 1);
      stream.next();
      server.nanosOffset.set(FeedApi.LONGEST.toNanos());
      happen(stage("a"), 1);
      assertThat(stream.lines.lines().toList()).isNotNull();
    }
  }
}
