package org.retzef.rights.money;

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

/** Nobody asks for nothing. */
@Constraint(validatedBy = AboveZero.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({FIELD, PARAMETER})
public @interface AboveZero {

  String message() default "money-zero";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Check implements ConstraintValidator<AboveZero, Money> {

    @Override
    public boolean isValid(@Nullable Money money, ConstraintValidatorContext context) {
      return money == null || money.agorot() > 0;
    }
  }
}
