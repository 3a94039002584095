package dev.footlights.api.aws;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks {@link Is}. The validation library makes one for each annotated place. */
public final class IsValidator implements ConstraintValidator<Is, Object> {
  private @Nullable Shape shape;

  @Override
  public void initialize(Is constraint) {
    shape = constraint.value();
  }

  @Override
  public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
    if (value == null || shape == null) {
      return true;
    }
    List<String> broken = shape.broken(value);
    context.disableDefaultConstraintViolation();
    broken.forEach(
        bound -> context.buildConstraintViolationWithTemplate(bound).addConstraintViolation());
    return broken.isEmpty();
  }
}
