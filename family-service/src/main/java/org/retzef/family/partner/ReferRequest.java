package org.retzef.family.partner;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.family.consent.Consent;
import org.retzef.family.referral.Referral;
import org.retzef.family.registration.Language;
import org.retzef.family.registration.NationalId;
import org.retzef.family.registration.NotBefore1900;
import org.retzef.family.registration.PhoneNumber;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * Somebody whom a partner refers to a department.
 *
 * @param reference the partner's own name for it; nothing that tells who it is
 * @param unit the department
 * @param text what the department should know
 * @param expiresOn last day on which it can be answered; without it, 30 days after it arrived
 */
record ReferRequest(
    @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,60}", message = "partner-reference-invalid")
        String reference,
    @NotNull UnitPath unit,
    @NotNull Referral.Reason reason,
    @NotNull @Valid Person person,
    @NotNull @Valid Agreed consent,
    @Nullable @Text(max = 4000, multiline = true) String text,
    @Nullable @Future(message = "date-not-in-future") LocalDate expiresOn) {

  private static final int DAYS_TO_ANSWER = 30;

  /**
   * @param nationalId null where it is not known, or was not agreed to
   */
  record Person(
      @NotNull @Text(max = 60) String givenName,
      @NotNull @Text(max = 60) String familyName,
      @NotNull PhoneNumber phone,
      @NotNull Language preferredLanguage,
      @Nullable NationalId nationalId) {

    @Override
    public String toString() {
      return "Person";
    }
  }

  /** That the person agreed to be referred. */
  record Agreed(
      @NotNull Consent.How how,
      @NotNull @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate givenOn) {}

  LocalDate lastDay(LocalDate today) {
    return expiresOn == null ? today.plusDays(DAYS_TO_ANSWER) : expiresOn;
  }

  Details details() {
    return new Details(person, consent, text);
  }

  /** What is sealed. */
  record Details(Person person, Agreed consent, @Nullable String text) {

    @Override
    public String toString() {
      return "Details";
    }
  }

  @Override
  public String toString() {
    return "ReferRequest";
  }
}
