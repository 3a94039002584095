package dev.footlights.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.Printed;
import dev.footlights.api.TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One server hears all of it, and serves a good request after each. */
class MalformedHttpTest {
  private static final TestServer server = TestServer.dev();
  private static final String GOOD = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void aGoodRequestIsServedStill() throws IOException {
    assertThat(all(GOOD)).startsWith("HTTP/1.1 200");
  }

  /** All that is answered to these bytes, after which nothing comes. */
  private static String all(String bytes) throws IOException {
    try (Wire wire = new Wire(server.uri("/").getPort())) {
      try {
        wire.send(bytes).hangUp();
      } catch (IOException e) {
        // It was told enough before it heard all.
      }
      return wire.answer("\0");
    }
  }

  private static List<String> statuses(String answer) {
    List<String> statuses = new ArrayList<>();
    Matcher found = STATUS.matcher(answer);
    while (found.find()) {
      statuses.add(found.group(1));
    }
    return statuses;
  }

  private static String get(String more) {
    return "GET /health HTTP/1.1\r\nHost: x\r\n" + more + "\r\n";
  }

  private static String post(String headers, String body) {
    return "POST /ListStages HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + body;
  }

  private static Stream<String> refused() {
    return Stream.of(
        get("Content-Length: x\r\n"),
        get("Content-Length: -1\r\n"),
        get("Content-Length: +1\r\n"),
        get("Content-Length: 99999999999999999999\r\n"),
        post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"),
        post("Content-Length: 3, 4\r\n", "abcd"),
        post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
        post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"),
        post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"),
        post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"),
        get("X: a\r\n b\r\n"),
        get("X: a\0b\r\n"),
        get("X\0: a\r\n"),
        get("X : a\r\n"),
        get(": a\r\n"),
        get("no colon\r\n"),
        get("X: a\rb\r\n"),
        get("X: a\nY: b\r\n"),
        "GET /health HTTP/1.1\nHost: x\n\n",
        get("Host: y\r\n"),
        "GET /health HTTP/1.1\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x/y\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x@y\r\n\r\n",
        "GET /health HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /health HTTP/2.0\r\nHost: x\r\n\r\n",
        "GET health HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /hea\0lth HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /hea%00lth HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /hea%zzlth HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /..;/health HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /../../health HTTP/1.1\r\nHost: x\r\n\r\n",
        "G\0T /health HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /health\r\n",
        "GET\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
        "\u0016\u0003\u0001\0\u00a5\u0001\0\0\u00a1\u0003\u0003",
        "\0\0\0\0\0\0\0\0\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsNoHttpIsRefusedAndTheConnectionEnds(String bytes) throws IOException {
    // What follows must not be taken for a request of its own.
    String answer = all(bytes + GOOD);
    assertThat(statuses(answer)).hasSizeLessThanOrEqualTo(1);
    assertThat(answer).doesNotContain("\"status\":\"ok\"");
    assertThat(statuses(answer)).allMatch(status -> status.startsWith("4") || status.equals("505"));
  }

  /** Well framed: the connection goes on. */
  @Test
  void whatCanBeReadButNotServedIsRefusedAndTheNextIsServed() throws IOException {
    String end = " HTTP/1.1\r\nHost: x\r\n\r\n";
    for (String line :
        List.of(
            "GET http://other.example/health",
            "GET /console/..;/health",
            "GET /console;x=y/..;/health",
            "GET /console/%2e%2e;/health",
            "A".repeat(8192) + " /health",
            "HEALTH /")) {
      List<String> statuses = statuses(all(line + end + GOOD));
      assertThat(statuses).as(line).hasSize(2);
      assertThat(statuses.getFirst()).as(line).startsWith("4");
      assertThat(statuses.getLast()).isEqualTo("200");
    }
  }

  @Test
  void headersThatAreTooLongAreRefused() throws IOException {
    assertThat(all(get("X: " + "a".repeat(20_000) + "\r\n") + GOOD)).startsWith("HTTP/1.1 431");
    assertThat(all(get("X: a\r\n".repeat(5_000)) + GOOD)).startsWith("HTTP/1.1 431");
    assertThat(all("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n" + GOOD))
        .startsWith("HTTP/1.1 414");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\n",
        "-1\r\n",
        "0x1\r\na\r\n",
        "fffffffffffffffff\r\n",
        "1\r\nab\r\n0\r\n\r\n",
        "\r\n"
      })
  void aBadChunkEndsTheConnection(String chunk) throws IOException {
    String answer = all(post("Transfer-Encoding: chunked\r\n", chunk + GOOD));
    assertThat(statuses(answer)).hasSize(1);
    assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("\"status\":\"ok\"");
  }

  /** Whoever reads one length and whoever reads the other must see the same requests. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n5c\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
        "X: y\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
      })
  void noSecondRequestIsSmuggledIn(String rest) throws IOException {
    String smuggled = "GET /_footlights/coverage HTTP/1.1\r\nHost: x\r\n\r\n";
    String answer = all("POST /ListStages HTTP/1.1\r\nHost: x\r\n" + rest + smuggled);
    assertThat(statuses(answer)).hasSize(1);
    assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("StopParticipantReplication");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn%253Aaws%253Aivs",
        "%2F",
        "%2f..%2f..%2fhealth",
        "%00",
        "%c0%af",
        "..%2fhealth",
        "arn%3Aaws%3Aivs%3Aus-east-1%3A000000000000%3Astage%2f..%2f..",
        "%",
        "%zz",
        "%e0%80%af",
        "%ff",
        ".",
        "..",
        "..;",
        ";",
        "a;b=c",
        "\\..\\",
        "a b",
        "%0d%0aX:%20y",
        "",
      })
  void aTagPathThatPlaysTricksIsRefusedAsAwsWould(String segment) throws IOException {
    for (String method : List.of("GET", "POST", "DELETE")) {
      String answer =
          all(
              method
                  + " /tags/"
                  + segment
                  + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      assertThat(statuses(answer)).as(answer).hasSize(1);
      assertThat(answer).startsWith("HTTP/1.1 4");
      assertThat(answer).doesNotContain("\nX: y").doesNotContain("\"status\":\"ok\"");
    }
  }

  @Test
  void aTagPathOfAnyLengthThatFitsIsAnsweredAsAwsWould() {
    for (String segment : List.of("a".repeat(4_000), "%41".repeat(1_000), "arn%253A")) {
      TestServer.Answer answer = server.request("GET", "/tags/" + segment).send();
      assertThat(answer.status()).isBetween(400, 499);
      assertThat(answer.error()).isNotEmpty();
      assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(answer.header("Strict-Transport-Security")).isNotEmpty();
    }
  }

  @Test
  void aThousandRequestsAtOnceAreAnsweredInTheirOrder() throws IOException {
    String many =
        get("").repeat(500) + "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n" + get("").repeat(499);
    List<String> statuses = statuses(all(many + GOOD));
    assertThat(statuses).hasSize(1_001);
    assertThat(statuses.indexOf("404")).isEqualTo(500);
    assertThat(statuses.stream().filter("200"::equals)).hasSize(1_000);
  }

  @Test
  void connectionsThatAreHalfOpenStandInNobodysWay() throws IOException {
    List<Wire> open = new ArrayList<>();
    try {
      for (int i = 0; i < 500; i++) {
        Wire wire = new Wire(server.uri("/").getPort());
        open.add(wire.send(i % 2 == 0 ? "GET /hea" : "POST /ListStages HTTP/1.1\r\nHost: x\r\nA:"));
      }
      for (int i = 0; i < 10; i++) {
        assertThat(all(GOOD)).startsWith("HTTP/1.1 200");
      }
    } finally {
      for (Wire wire : open) {
        wire.close();
      }
    }
  }

  @Test
  void noneOfItIsNewsInTheLog() throws IOException {
    String log =
        Printed.by(
            () -> {
              for (String bytes : refused().toList()) {
                all(bytes);
              }
            });
    assertThat(log).isEmpty();
  }
}
