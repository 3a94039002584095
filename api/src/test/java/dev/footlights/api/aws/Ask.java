package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Signed calls and what is expected of them. */
final class Ask {
  private final TestServer server;

  Ask(TestServer server) {
    this.server = server;
  }

  /** Single quotes stand for double ones. */
  Answer call(String operation, String body, Object... values) {
    return server.call(operation).body(body.replace('\'', '"').formatted(values)).send();
  }

  JsonNode ok(String operation, String body, Object... values) {
    Answer answer = call(operation, body, values);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** The message of an error that must be this one. */
  String refused(String error, String operation, String body, Object... values) {
    return is(error, call(operation, body, values));
  }

  static String is(String error, Answer answer) {
    assertThat(answer.error()).as(answer.text()).isEqualTo(error);
    return answer.message();
  }

  /** The member's value of every item, page after page. */
  List<String> all(String operation, String list, String member, int pageSize) {
    List<String> all = new ArrayList<>();
    String token = "";
    do {
      JsonNode page = ok(operation, "{'maxResults':%d,'nextToken':'%s'}", pageSize, token);
      page.path(list).forEach(item -> all.add(item.path(member).asString()));
      assertThat(page.path(list).size()).isLessThanOrEqualTo(pageSize);
      token = page.path("nextToken").asString("");
    } while (!token.isEmpty());
    return all;
  }

  /** Neither of another account nor in another region is anything found or listed. */
  void isNobodyElses(String type, String arn) {
    String body = "{\"arn\":\"" + arn + "\"}";
    for (String operation : List.of("Get" + type, "Delete" + type)) {
      is(
          "ResourceNotFoundException",
          server.call(operation).as("222222222222", "test").body(body).send());
      is("ResourceNotFoundException", server.call(operation).region("eu-west-1").body(body).send());
    }
    String there = server.call("List" + type + "s").region("eu-west-1").body("{}").send().text();
    assertThat(there).doesNotContain(arn);
    ok("Get" + type, body);
  }

  static String path(String arn) {
    return "/tags/" + URLEncoder.encode(arn, StandardCharsets.UTF_8);
  }
}
