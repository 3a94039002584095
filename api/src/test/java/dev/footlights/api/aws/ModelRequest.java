package dev.footlights.api.aws;

import dev.footlights.api.TestServer;
import dev.footlights.api.aws.Model.Described;
import dev.footlights.api.aws.Model.Member;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request with good values in what its model requires, and chosen ones in some members. */
final class ModelRequest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON = new JsonMapper();

  private final Described operation;
  private final Map<Member, JsonNode> chosen;

  /**
   * @param chosen the node itself in place of a member's value; a missing node leaves it out
   */
  ModelRequest(Described operation, Map<Member, JsonNode> chosen) {
    this.operation = operation;
    this.chosen = chosen;
  }

  static TestServer.Answer send(
      TestServer server, Described operation, Map<Member, JsonNode> chosen) {
    return new ModelRequest(operation, chosen).call(server).send();
  }

  private TestServer.Call call(TestServer server) {
    ObjectNode members = structure("");
    String path = "/" + operation.name();
    List<String> query = new ArrayList<>();
    for (Member member : operation.input()) {
      if (member.place().equals("path")) {
        path = "/tags/" + encoded(members.remove(member.path()).asString());
      } else if (member.place().equals("query")) {
        JsonNode values = members.remove(member.path());
        if (values != null) {
          values.forEach(value -> query.add(member.path() + "=" + encoded(value.asString())));
        }
      }
    }
    String target = query.isEmpty() ? path : path + "?" + String.join("&", query);
    TestServer.Call call = server.request(operation.method(), target);
    return operation.method().equals("POST") ? call.body(JSON.writeValueAsString(members)) : call;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private ObjectNode structure(String prefix) {
    ObjectNode node = NODES.objectNode();
    for (Member member : operation.input()) {
      if (!member.isDirectlyIn(prefix)) {
        continue;
      }
      JsonNode value = value(member);
      if (value != null && !value.isMissingNode()) {
        node.set(member.path().substring(prefix.length()), value);
      }
    }
    return node;
  }

  /** Null where nothing asks for the member. */
  private @Nullable JsonNode value(Member member) {
    JsonNode choice = chosen.get(member);
    if (choice != null) {
      return choice;
    }
    boolean around = chosen.keySet().stream().anyMatch(other -> other.isInside(member));
    return around || member.required() ? good(member, around) : null;
  }

  private JsonNode good(Member member, boolean around) {
    return switch (member.type()) {
      case "structure" -> structure(member.path() + ".");
      case "list" -> {
        ArrayNode list = NODES.arrayNode();
        if (around || member.min().orElse(0) > 0 || member.place().equals("query")) {
          Member element = operation.member(member.path() + "[]");
          JsonNode value = value(element);
          list.add(value == null ? good(element, false) : value);
        }
        yield list;
      }
      case "map" -> {
        ObjectNode map = NODES.objectNode();
        if (around) {
          JsonNode key = chosen.get(operation.member(member.path() + "{key}"));
          JsonNode value = chosen.get(operation.member(member.path() + "{value}"));
          map.set(
              key == null ? "k" : key.asString(), value == null ? NODES.stringNode("v") : value);
        }
        yield map;
      }
      case "integer" -> NODES.numberNode((int) member.min().orElse(1));
      case "float" -> NODES.numberNode((float) member.min().orElse(1));
      case "boolean" -> NODES.booleanNode(true);
      default -> NODES.stringNode(text(member, member.min().orElse(1)));
    };
  }

  /** So many good elements or entries. */
  JsonNode members(Member member, int count) {
    if (member.type().equals("list")) {
      Member element = operation.member(member.path() + "[]");
      ArrayNode list = NODES.arrayNode();
      for (int i = 0; i < count; i++) {
        list.add(good(element, false));
      }
      return list;
    }
    ObjectNode map = NODES.objectNode();
    for (int i = 0; i < count; i++) {
      map.put("k" + i, "v");
    }
    return map;
  }

  /** A good text of that length, or of the least that its pattern allows. */
  static String text(Member member, int length) {
    if (!member.names().isEmpty()) {
      return member.names().getFirst();
    }
    String pattern = member.pattern().orElse("");
    if (pattern.startsWith("^$|") && length == 0) {
      return "";
    }
    if (pattern.contains("BEGIN PUBLIC KEY")) {
      return "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
    }
    String start = "";
    if (pattern.contains("arn:aws:ivs:")) {
      String type = pattern.replaceAll(".*:([a-z-]+|\\[a-z-])/.*", "$1").replace("[a-z-]", "stage");
      start = "arn:aws:ivs:us-east-1:000000000000:" + type + "/a";
    } else if (pattern.startsWith("st-")) {
      start = "st-";
    }
    return start + "a".repeat(Math.max(0, length - start.length()));
  }
}
