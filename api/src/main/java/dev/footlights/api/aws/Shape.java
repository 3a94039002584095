package dev.footlights.api.aws;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The bounds of the model's shapes, each under its own name. None of them wants a value. */
@SuppressWarnings("unused")
final class Shape {
  private Shape() {}

  @Size(min = 1, max = 128)
  @Pattern(regexp = "arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+")
  @Constraint(validatedBy = {})
  @Target(FIELD)
  @Retention(RUNTIME)
  @interface StageArn {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Size(min = 16, max = 16)
  @Pattern(regexp = "st-[a-zA-Z0-9]+")
  @Constraint(validatedBy = {})
  @Target(FIELD)
  @Retention(RUNTIME)
  @interface StageSessionId {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Size(max = 64)
  @Pattern(regexp = "[a-zA-Z0-9-_]*")
  @Constraint(validatedBy = {})
  @Target(FIELD)
  @Retention(RUNTIME)
  @interface ParticipantId {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Size(max = 128)
  @Pattern(regexp = "[a-zA-Z0-9-_]*")
  @Constraint(validatedBy = {})
  @Target(FIELD)
  @Retention(RUNTIME)
  @interface StageName {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Size(max = 1024)
  @Pattern(regexp = "[a-zA-Z0-9+/=_-]*")
  @Constraint(validatedBy = {})
  @Target(FIELD)
  @Retention(RUNTIME)
  @interface PaginationToken {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Size(max = 128)
  @Pattern(regexp = "^$|^arn:aws:ivs:[a-z0-9-]+:[0-9]+:storage-configuration/[a-zA-Z0-9-]+$")
  @Constraint(validatedBy = {})
  @Target(FIELD)
  @Retention(RUNTIME)
  @interface StorageConfigurationArnOrNone {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  /** Minutes. */
  @Min(1)
  @Max(20_160)
  @Constraint(validatedBy = {})
  @Target(FIELD)
  @Retention(RUNTIME)
  @interface TokenDuration {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Min(1)
  @Max(100)
  @Constraint(validatedBy = {})
  @Target(FIELD)
  @Retention(RUNTIME)
  @interface MaxResults {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  /** The names of an enum's constants. */
  @Constraint(validatedBy = OneOfValidator.class)
  @Target({FIELD, TYPE_USE})
  @Retention(RUNTIME)
  @interface OneOf {
    Class<? extends Enum<?>> value();

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }
}
