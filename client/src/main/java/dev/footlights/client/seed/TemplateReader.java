package dev.footlights.client.seed;

import dev.footlights.client.http.ClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a template into maps, lists, strings, numbers and booleans. YAML's short form of a
 * function, {@code !Sub text}, becomes the long one, {@code {"Fn::Sub": text}}.
 */
final class TemplateReader {
  /** Templates of CloudFormation end at 1 MB. */
  private static final int MAX_BYTES = 1 << 20;

  /** Aliases can nest without end. */
  private static final int MAX_DEPTH = 100;

  private TemplateReader() {}

  /**
   * @throws ClientException when it cannot be read, in one line
   */
  static Map<?, ?> read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ClientException(file + " is longer than " + MAX_BYTES + " bytes");
      }
      String text = Files.readString(file);
      Object read = text.stripLeading().startsWith("{") ? json(text) : yaml(text);
      if (read instanceof Map<?, ?> template) {
        return template;
      }
      throw new ClientException(file + " is no template: its top is no mapping");
    } catch (IOException e) {
      throw new ClientException("cannot read " + file + ": " + e.getClass().getSimpleName(), e);
    } catch (JacksonException | YamlEngineException e) {
      String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new ClientException(file + " cannot be read: " + problem, e);
    }
  }

  private static Object json(String text) {
    return JsonMapper.shared().readValue(text, Object.class);
  }

  private static Object yaml(String text) {
    Optional<Node> top =
        new Compose(LoadSettings.builder().setLabel("template").build()).composeString(text);
    return top.map(node -> value(node, 0)).orElse("");
  }

  private static Object value(Node node, int depth) {
    if (depth > MAX_DEPTH) {
      throw new ClientException("the template nests more than " + MAX_DEPTH + " deep");
    }
    Object plain =
        switch (node) {
          case ScalarNode scalar -> scalar(scalar);
          case SequenceNode sequence -> {
            List<Object> list = new ArrayList<>();
            sequence.getValue().forEach(item -> list.add(value(item, depth + 1)));
            yield list;
          }
          case MappingNode mapping -> {
            Map<String, Object> map = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
              map.put(
                  String.valueOf(value(tuple.getKeyNode(), depth + 1)),
                  value(tuple.getValueNode(), depth + 1));
            }
            yield map;
          }
          case AnchorNode anchor -> value(anchor.getRealNode(), depth + 1);
          default -> "";
        };
    String tag = node.getTag().getValue();
    return tag.startsWith("!") && tag.length() > 1 ? function(tag.substring(1), plain) : plain;
  }

  private static Map<String, Object> function(String name, Object argument) {
    if (name.equals("GetAtt") && argument instanceof String text) {
      return Map.of("Fn::GetAtt", List.of((Object[]) text.split("\\.", 2)));
    }
    String full = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
    return Map.of(full, argument);
  }

  private static Object scalar(ScalarNode node) {
    String text = node.getValue();
    return switch (node.getTag().getValue()) {
      case "tag:yaml.org,2002:int" -> Long.decode(text);
      case "tag:yaml.org,2002:float" -> Double.valueOf(text);
      case "tag:yaml.org,2002:bool" -> Boolean.valueOf(text);
      default -> text;
    };
  }
}
