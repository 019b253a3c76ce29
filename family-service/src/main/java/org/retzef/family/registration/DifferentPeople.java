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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.RegisterFamilyRequest.Member;

/** Nobody is a member twice: an id number stands once. */
@Constraint(validatedBy = DifferentPeople.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({FIELD, PARAMETER})
public @interface DifferentPeople {

  String message() default "national-id-twice";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Check implements ConstraintValidator<DifferentPeople, List<Member>> {

    @Override
    public boolean isValid(@Nullable List<Member> members, ConstraintValidatorContext context) {
      Set<NationalId> seen = new HashSet<>();
      return members == null
          || members.stream()
              .filter(Objects::nonNull)
              .map(Member::nationalId)
              .filter(Objects::nonNull)
              .allMatch(seen::add);
    }
  }
}
