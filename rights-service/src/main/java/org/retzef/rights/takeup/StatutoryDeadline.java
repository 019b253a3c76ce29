package org.retzef.rights.takeup;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Deadlines that the law sets. Only those whose source was read stand here; for every other
 * authority the worker writes the day of its letter.
 *
 * <p>Welfare Services Law 1958 and its appeals: within 45 days of the answer, or after 30 days
 * without one [domain rules, section 6].
 */
enum StatutoryDeadline {
  /** After so many days without an answer the applicant may appeal. */
  ANSWER(30, "Welfare Services Law 1958: no answer within 30 days"),
  APPEAL(45, "Welfare Services Law 1958: appeal within 45 days");

  private final int days;
  private final String basis;

  StatutoryDeadline(int days, String basis) {
    this.days = days;
    this.basis = basis;
  }

  LocalDate after(LocalDate day) {
    return day.plusDays(days);
  }

  String basis() {
    return basis;
  }

  /** The deadline of a claim or a refusal, where the law sets one. */
  static @Nullable StatutoryDeadline of(Step.Kind kind, Step.@Nullable Authority authority) {
    if (authority != Step.Authority.SOCIAL_SERVICES) {
      return null;
    }
    return switch (kind) {
      case CLAIM -> ANSWER;
      case APPEAL -> APPEAL;
      case DOCUMENT, CONTACT, TASK -> null;
    };
  }
}
