package org.retzef.family.registration;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Nobody alive was born earlier; such a date is a slip of the keys. */
@Constraint(validatedBy = NotBefore1900.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({FIELD, PARAMETER})
public @interface NotBefore1900 {

  String message() default "date-too-early";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Check implements ConstraintValidator<NotBefore1900, LocalDate> {

    @Override
    public boolean isValid(@Nullable LocalDate date, ConstraintValidatorContext context) {
      return date == null || date.getYear() >= 1900;
    }
  }
}
