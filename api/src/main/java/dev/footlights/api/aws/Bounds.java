package dev.footlights.api.aws;

import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.validator.HibernateValidator;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the annotations of a request say, and tells all that is wrong in AWS's house form.
 */
final class Bounds {
  /** Most characters of a bad value that are told again. */
  private static final int SHOWN = 128;

  private static final Validator VALIDATOR =
      Validation.byProvider(HibernateValidator.class)
          .configure()
          .messageInterpolator(new AsWritten())
          .buildValidatorFactory()
          .getValidator();

  private Bounds() {}

  static void check(Record request) {
    List<String> wrong =
        VALIDATOR.validate(request).stream()
            .map(
                v ->
                    "Value "
                        + shown(v.getInvalidValue())
                        + " at '"
                        + path(v.getPropertyPath())
                        + "' failed to satisfy constraint: "
                        + constraint(v))
            .sorted()
            .toList();
    if (!wrong.isEmpty()) {
      throw new AwsException(
          ErrorType.VALIDATION,
          wrong.size()
              + (wrong.size() == 1 ? " validation error" : " validation errors")
              + " detected: "
              + String.join("; ", wrong));
    }
  }

  private static String constraint(ConstraintViolation<?> violation) {
    Object value = violation.getInvalidValue();
    return switch (violation.getConstraintDescriptor().getAnnotation()) {
      case NotNull n -> "Member must not be null";
      case Pattern p -> "Member must satisfy regular expression pattern: " + p.regexp();
      case Size s when length(value) < s.min() ->
          "Member must have length greater than or equal to " + s.min();
      case Size s -> "Member must have length less than or equal to " + s.max();
      case Min m -> "Member must have value greater than or equal to " + m.value();
      case Max m -> "Member must have value less than or equal to " + m.value();
      case Shape.OneOf o -> "Member must satisfy enum value set: " + OneOfValidator.names(o);
      default -> violation.getMessage();
    };
  }

  private static int length(@Nullable Object value) {
    return switch (value) {
      case CharSequence text -> text.length();
      case Collection<?> items -> items.size();
      case Map<?, ?> entries -> entries.size();
      case null, default -> 0;
    };
  }

  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    String text = value.toString();
    return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "'";
  }

  /** As AWS writes paths: list elements count from 1 and are called member. */
  private static String path(Path path) {
    var text = new StringBuilder();
    for (Path.Node node : path) {
      if (node.getIndex() != null) {
        text.append('.').append(node.getIndex() + 1).append(".member");
      } else if (node.getKey() != null) {
        text.append('.').append(shown(node.getKey())).append(".member");
      }
      if (node.getKind() != ElementKind.CONTAINER_ELEMENT && node.getName() != null) {
        text.append(text.isEmpty() ? "" : ".").append(node.getName());
      }
    }
    return text.toString();
  }

  /** Messages are made above, from the annotations. */
  private static final class AsWritten implements MessageInterpolator {
    @Override
    public String interpolate(String template, Context context) {
      return template;
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
      return template;
    }
  }
}
