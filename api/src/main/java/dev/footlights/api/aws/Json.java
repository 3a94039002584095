package dev.footlights.api.aws;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * Bodies to records and back. A member of the wrong JSON type is refused, an unknown one ignored.
 */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .withCoercionConfig(
              LogicalType.Textual,
              config -> {
                config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .addModule(WellFormed.module())
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private static final byte[] NOTHING = {'{', '}'};

  private Json() {}

  /** Reads a request; no body at all counts as one without members. */
  static <T extends Record> T read(byte[] body, Class<T> type) {
    return read(body, () -> MAPPER.readValue(body.length == 0 ? NOTHING : body, type));
  }

  /**
   * The same, of a request whose body does not say all.
   *
   * @param elsewhere members that count whatever the body says of them; null is a missing one
   */
  static <T extends Record> T read(
      byte[] body, Class<T> type, Map<String, @Nullable Object> elsewhere) {
    return read(
        body,
        () -> {
          if (!(MAPPER.readTree(body.length == 0 ? NOTHING : body) instanceof ObjectNode members)) {
            return null;
          }
          elsewhere.forEach((name, value) -> members.set(name, MAPPER.valueToTree(value)));
          return MAPPER.treeToValue(members, type);
        });
  }

  private static <T> T read(byte[] body, Supplier<@Nullable T> reading) {
    WellFormed.check(body);
    try {
      T value = reading.get();
      if (value == null) {
        throw invalid("The request body must be a JSON object");
      }
      return value;
    } catch (InvalidFormatException e) {
      throw invalid(
          e.getTargetType() == String.class && e.getValue() instanceof String
              ? "Value at '" + path(e) + "' " + WellFormed.RULE
              : mismatch(e));
    } catch (MismatchedInputException e) {
      throw invalid(mismatch(e));
    } catch (JacksonException e) {
      String path = path(e);
      var at = e.getLocation();
      throw invalid(
          "The request body cannot be read as JSON"
              + (at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr())
              + (path.isEmpty() ? "" : ", at '" + path + "'"));
    }
  }

  static byte[] write(Record value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /** As {@link Bounds} writes paths. */
  private static String path(JacksonException e) {
    var text = new StringBuilder();
    for (JacksonException.Reference at : e.getPath()) {
      if (at.getPropertyName() == null) {
        text.append('.').append(at.getIndex() + 1).append(".member");
      } else {
        text.append(text.isEmpty() ? "" : ".").append(at.getPropertyName());
        text.append(at.from() instanceof Map ? ".member" : "");
      }
    }
    return text.toString();
  }

  private static String mismatch(MismatchedInputException e) {
    String path = path(e);
    return path.isEmpty()
        ? "The request body must be a JSON object"
        : "Value at '" + path + "' has the wrong JSON type: expected " + expected(e);
  }

  private static String expected(MismatchedInputException e) {
    Class<?> type = e.getTargetType();
    if (type == String.class) {
      return "a string";
    }
    if (type == Integer.class) {
      return "a whole number";
    }
    if (type == Float.class) {
      return "a number";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    return type != null && Iterable.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  private static AwsException invalid(String message) {
    return new AwsException(ErrorType.VALIDATION, message);
  }
}
