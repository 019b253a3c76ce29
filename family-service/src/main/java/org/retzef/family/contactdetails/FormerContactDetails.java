package org.retzef.family.contactdetails;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Address;
import org.retzef.family.registration.ContactPeriod;
import org.retzef.family.registration.Language;
import org.retzef.family.registration.PhoneNumber;

/**
 * Contact details with the days on which they held.
 *
 * @param since first day, as far as it is known
 * @param until first day on which they held no longer; null for the last ones, the same as {@code
 *     since} for what was corrected and never held
 */
record FormerContactDetails(
    PhoneNumber phone,
    Address address,
    Language preferredLanguage,
    LocalDate since,
    @Nullable LocalDate until) {

  static FormerContactDetails of(ContactPeriod period, @Nullable LocalDate until) {
    return new FormerContactDetails(
        period.phone(), period.address(), period.preferredLanguage(), period.since(), until);
  }

  @Override
  public String toString() {
    return "FormerContactDetails";
  }
}
