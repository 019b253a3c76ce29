package org.retzef.platform.problem;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Text of 1 to {@code max} code points; null is allowed, blank is not. */
@Constraint(validatedBy = Text.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({FIELD, PARAMETER, TYPE_USE})
public @interface Text {

  /** Longest length in code points. */
  int max();

  /** Whether line breaks and tabs may stand in it, as in a note; never in a name. */
  boolean multiline() default false;

  String message() default "text-length";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Counts as people count, not in UTF-16 units. */
  final class Check implements ConstraintValidator<Text, String> {

    private int max;
    private boolean multiline;

    @Override
    public void initialize(Text text) {
      max = text.max();
      multiline = text.multiline();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      if (text == null) {
        return true;
      }
      if (!multiline && text.chars().anyMatch(Character::isISOControl)) {
        context.disableDefaultConstraintViolation();
        context
            .buildConstraintViolationWithTemplate("text-forbidden-character")
            .addConstraintViolation();
        return false;
      }
      return !text.isBlank() && text.codePointCount(0, text.length()) <= max;
    }
  }
}
