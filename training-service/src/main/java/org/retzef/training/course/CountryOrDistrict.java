package org.retzef.training.course;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * The country or one step below it. Training is pooled across the programmes of a district [S0]: no
 * smaller unit owns a course.
 */
@Constraint(validatedBy = CountryOrDistrict.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({FIELD, PARAMETER})
@interface CountryOrDistrict {

  String message() default "course-unit-invalid";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Check implements ConstraintValidator<CountryOrDistrict, UnitPath> {

    @Override
    public boolean isValid(@Nullable UnitPath unit, ConstraintValidatorContext context) {
      return unit == null || unit.path().chars().filter(c -> c == '.').count() <= 1;
    }
  }
}
