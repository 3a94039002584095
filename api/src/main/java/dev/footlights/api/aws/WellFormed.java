package dev.footlights.api.aws;

import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Texts of requests that can be kept and told again: half of a surrogate pair has no UTF-8, and
 * U+0000 has no place in a database's text.
 */
final class WellFormed {
  private static final Pattern MALFORMED = Pattern.compile("[\\x{0}\\x{D800}-\\x{DFFF}]");

  static final String RULE = "must be Unicode text without U+0000 and lone surrogates";

  private WellFormed() {}

  /** Refuses a body that is not UTF-8 to the letter; the JSON parser is more lenient. */
  static void check(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException e) {
      throw new AwsException(ErrorType.VALIDATION, "The request body is not UTF-8");
    }
  }

  /** Refuses other texts where they stand. */
  static JacksonModule module() {
    return new SimpleModule()
        .addDeserializer(String.class, new Text())
        .addKeyDeserializer(String.class, new Key());
  }

  /** The text with a question mark in place of what is not well formed. */
  static String text(String text) {
    return MALFORMED.matcher(text).replaceAll("?");
  }

  private static boolean is(String text) {
    return !MALFORMED.matcher(text).find();
  }

  private static final class Text extends StdScalarDeserializer<String> {
    Text() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
      String text = StringDeserializer.instance.deserialize(parser, context);
      if (text != null && !is(text)) {
        throw context.weirdStringException(text, String.class, RULE);
      }
      return text;
    }
  }

  private static final class Key extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      if (!is(key)) {
        throw context.weirdKeyException(String.class, key, RULE);
      }
      return key;
    }
  }
}
