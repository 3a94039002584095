package dev.footlights.e2e.browser;

import dev.footlights.e2e.harness.Repository;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page in which {@code stagehand.js} works: its acts as methods. */
public final class Tab {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** A document of the server's origin that does nothing by itself. */
  static final String PATH = "/console/console.css";

  private final UnaryOperator<String> evaluate;

  /** A frame that was shown. */
  public record Seen(long at, List<Integer> colour) {}

  /** What a viewer's receivers have counted. */
  public record Stats(long audioPackets, long videoPackets, long frames, List<String> codecs) {}

  /**
   * When the events told of a publisher, and when the first frame was shown: milliseconds of the
   * wall clock.
   */
  public record Arrival(long told, long frame) {}

  /** Who publishes, as the events say it. */
  public record State(long at, List<String> publishing) {}

  /**
   * @param evaluate runs a script whose value is a promise of a string
   */
  Tab(UnaryOperator<String> evaluate) {
    this.evaluate = evaluate;
    var _ =
        evaluate.apply(
            "(async () => { " + Repository.resource("stagehand.js") + "; return ''; })()");
  }

  /** Publishes colours in turn, each for a period of the wall clock, and a tone. */
  public void publish(String name, String token, Schedule schedule) {
    act(
        "publish",
        name,
        Map.of(
            "token", token,
            "codec", "video/VP8",
            "colours", schedule.colours().stream().map(Schedule.Colour::css).toList(),
            "period", schedule.period().toMillis(),
            "frequency", schedule.hertz()));
  }

  /** Watches until the first frame is shown, and says how long that took. */
  public Duration watch(String name, String token, String participantId) {
    return Duration.ofMillis(
        act("watch", name, Map.of("token", token, "participantId", participantId)).asLong());
  }

  public List<Seen> look(String name, Duration time) {
    return stream(act("look", name, time.toMillis()))
        .map(seen -> new Seen(seen.get("at").asLong(), ints(seen.get("colour"))))
        .toList();
  }

  /** The loudest frequency, hertz. */
  public double listen(String name, Duration time) {
    return act("listen", name, time.toMillis()).asDouble();
  }

  public Stats stats(String name) {
    JsonNode stats = act("stats", name);
    return new Stats(
        stats.get("audioPackets").asLong(),
        stats.get("videoPackets").asLong(),
        stats.get("frames").asLong(),
        stream(stats.get("codecs")).map(JsonNode::asString).toList());
  }

  /** How many packets arrive during some time. */
  public long arrivals(String name, Duration time) {
    return act("arrivals", name, time.toMillis()).asLong();
  }

  /** Waits until the server has ended the session. */
  public void awaitEnd(String name, Duration within) {
    act("ended", name, within.toMillis());
  }

  public void stop(String name) {
    act("stop", name);
  }

  public void attend(String name, String token, String stageId) {
    act("attend", name, Map.of("token", token, "stageId", stageId));
  }

  /** Attends, and watches whoever comes to publish. */
  public void follow(String name, String token, String stageId) {
    act("follow", name, Map.of("token", token, "stageId", stageId));
  }

  /** Everybody who came so far and was seen. */
  public List<Arrival> arrivalsOf(String name) {
    return stream(act("arrivalsOf", name))
        .map(it -> new Arrival(it.get("told").asLong(), it.get("frame").asLong()))
        .toList();
  }

  /** Every state that the events have told so far. */
  public List<State> states(String name) {
    return stream(act("states", name))
        .map(
            state ->
                new State(
                    state.get("at").asLong(),
                    stream(state.get("participants"))
                        .filter(p -> p.get("isPublishing").asBoolean())
                        .map(p -> p.get("id").asString())
                        .toList()))
        .toList();
  }

  private JsonNode act(String act, Object... values) {
    String arguments =
        Arrays.stream(values)
            .map(JSON::writeValueAsString)
            .collect(Collectors.joining(", ", "'" + act + "', ", ""));
    JsonNode answer = JSON.readTree(evaluate.apply("stagehand.call(" + arguments + ")"));
    if (answer.has("failure")) {
      throw new AssertionError(act + ": " + answer.get("failure").asString());
    }
    return answer.get("value");
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<Integer> ints(JsonNode array) {
    return stream(array).map(JsonNode::asInt).toList();
  }
}
