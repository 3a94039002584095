package dev.footlights.api.aws;

import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Locale;
import org.hibernate.validator.HibernateValidator;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the annotations of a request say, and tells all that is wrong in AWS's house form.
 */
final class Bounds {
  /** Most characters of a bad value that are told again. */
  private static final int SHOWN = 128;

  /** What the validation library calls the key of a map's entry. */
  private static final String MAP_KEY = "<map key>";

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
                    value(v)
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
    return violation.getConstraintDescriptor().getAnnotation() instanceof NotNull
        ? "Member must not be null"
        : violation.getMessage();
  }

  private static String value(ConstraintViolation<?> violation) {
    boolean told =
        !(violation.getConstraintDescriptor().getAnnotation() instanceof Is is)
            || is.value().told();
    return told ? "Value " + shown(violation.getInvalidValue()) : "Value";
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "null" : "'" + cut(value) + "'";
  }

  private static String cut(Object value) {
    String text = value.toString();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  /**
   * As AWS writes paths: list elements count from 1 and are called member, as are the values of a
   * map, each under its key.
   */
  private static String path(Path path) {
    var text = new StringBuilder();
    for (Path.Node node : path) {
      if (node.getIndex() != null) {
        text.append('.').append(node.getIndex() + 1).append(".member");
      } else if (MAP_KEY.equals(node.getName())) {
        text.append(".key");
      } else if (node.getKey() != null) {
        text.append('.').append(cut(node.getKey())).append(".member");
      }
      if (node.getKind() != ElementKind.CONTAINER_ELEMENT && node.getName() != null) {
        text.append(text.isEmpty() ? "" : ".").append(node.getName());
      }
    }
    return text.toString();
  }

  /** Messages are what constraints say, whatever braces they contain. */
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
