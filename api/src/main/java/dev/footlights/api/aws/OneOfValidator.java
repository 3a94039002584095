package dev.footlights.api.aws;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks {@link Shape.OneOf}. The validation library makes one for each annotated field. */
public final class OneOfValidator implements ConstraintValidator<Shape.OneOf, String> {
  private List<String> names = List.of();

  @Override
  public void initialize(Shape.OneOf constraint) {
    names = names(constraint);
  }

  @Override
  public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
    return value == null || names.contains(value);
  }

  static List<String> names(Shape.OneOf constraint) {
    return Arrays.stream(constraint.value().getEnumConstants()).map(Enum::name).toList();
  }
}
