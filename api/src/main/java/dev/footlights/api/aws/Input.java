package dev.footlights.api.aws;

import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import java.io.ByteArrayOutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the members of a request are: in the body, but those that are {@link InPath} or {@link
 * InQuery}.
 */
final class Input<I extends Record> {
  private final Class<I> type;
  private final List<String> inPath;
  private final List<String> inQuery;

  Input(Class<I> type) {
    this.type = type;
    inPath = members(type, InPath.class);
    inQuery = members(type, InQuery.class);
  }

  private static List<String> members(Class<?> type, Class<? extends Annotation> place) {
    return Arrays.stream(type.getRecordComponents())
        .filter(member -> member.isAnnotationPresent(place))
        .map(RecordComponent::getName)
        .toList();
  }

  I read(Sent sent) {
    if (inPath.isEmpty() && inQuery.isEmpty()) {
      return Json.read(sent.body(), type);
    }
    Map<String, @Nullable Object> elsewhere = new HashMap<>();
    for (String name : inPath) {
      elsewhere.put(name, decoded(sent.path().substring(sent.path().indexOf('/', 1) + 1)));
    }
    for (String name : inQuery) {
      elsewhere.put(name, values(sent.query(), name));
    }
    return Json.read(sent.body(), type, elsewhere);
  }

  /** What the parameters of a name say, in their order; null when there is none. */
  private static @Nullable List<String> values(String query, String name) {
    List<String> values = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (decoded(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
        values.add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return values.isEmpty() ? null : values;
  }

  /** A plus is a plus, as in the signature. */
  private static String decoded(String sent) {
    byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
    var plain = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        plain.write(bytes[i]);
        continue;
      }
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw malformed();
      }
      plain.write(high << 4 | low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(plain.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed();
    }
  }

  private static AwsException malformed() {
    return new AwsException(
        ErrorType.VALIDATION, "Path and query must be percent-encoded UTF-8 (RFC 3986)");
  }
}
