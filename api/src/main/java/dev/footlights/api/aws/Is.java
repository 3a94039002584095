package dev.footlights.api.aws;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * A member, an element of a list, a key or a value of a map has the bounds of a shape, or is null.
 */
@Constraint(validatedBy = IsValidator.class)
@Target({FIELD, TYPE_USE})
@Retention(RUNTIME)
@SuppressWarnings("unused")
@interface Is {
  Shape value();

  String message() default "";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
