package org.retzef.training.course;

import static java.lang.annotation.ElementType.TYPE;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Objects;

/** The modules of a course do not take more hours than the course has. */
@Constraint(validatedBy = ModulesWithinHours.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(TYPE)
@interface ModulesWithinHours {

  String message() default "modules-too-long";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Check implements ConstraintValidator<ModulesWithinHours, CreateCourseRequest> {

    @Override
    public boolean isValid(CreateCourseRequest request, ConstraintValidatorContext context) {
      Integer hours = request.hours();
      List<CourseModule> modules = request.modules();
      if (hours == null || modules == null || hoursOf(modules) <= hours) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      context
          .buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
          .addPropertyNode("modules")
          .addConstraintViolation();
      return false;
    }

    private static long hoursOf(List<CourseModule> modules) {
      return modules.stream()
          .filter(Objects::nonNull)
          .map(CourseModule::hours)
          .filter(Objects::nonNull)
          .mapToLong(Integer::longValue)
          .sum();
    }
  }
}
