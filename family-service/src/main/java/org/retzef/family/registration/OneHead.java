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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Family.Relation;
import org.retzef.family.registration.RegisterFamilyRequest.Member;

/** A household has exactly one head: the case is led with that person. */
@Constraint(validatedBy = OneHead.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({FIELD, PARAMETER})
public @interface OneHead {

  String message() default "one-head-required";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Check implements ConstraintValidator<OneHead, List<Member>> {

    @Override
    public boolean isValid(@Nullable List<Member> members, ConstraintValidatorContext context) {
      return members == null
          || members.stream()
                  .filter(Objects::nonNull)
                  .filter(member -> member.relation() == Relation.HEAD)
                  .count()
              == 1;
    }
  }
}
