package org.retzef.training.feedback;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.retzef.platform.problem.Text;
import org.retzef.training.mail.MailLanguage;

/**
 * A question of a form.
 *
 * @param code stays the same over versions as long as the question means the same
 */
record Question(
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "question-code-invalid")
        String code,
    @NotNull Kind kind,
    @NotNull @Text(max = 300) String he,
    @NotNull @Text(max = 300) String ar,
    @NotNull @Text(max = 300) String en) {

  /** What may be answered. No question takes free text: it could tell of a family. */
  enum Kind {
    /** {@code YES} or {@code NO}. */
    YES_NO("YES|NO"),
    /** How often: 0 to 999. */
    COUNT("[0-9]{1,3}"),
    /** 1 to 5. */
    SCALE("[1-5]");

    private final String form;

    Kind(String form) {
      this.form = form;
    }

    boolean takes(String value) {
      return value.matches(form);
    }

    /** As it is counted: how often somebody did something would tell of somebody. */
    String bandOf(String value) {
      if (this != COUNT) {
        return value;
      }
      int times = Integer.parseInt(value);
      return times == 0 ? "0" : times <= 2 ? "1-2" : times <= 5 ? "3-5" : "6+";
    }
  }

  String in(MailLanguage language) {
    return switch (language) {
      case HE -> he;
      case AR -> ar;
      case EN -> en;
    };
  }
}
