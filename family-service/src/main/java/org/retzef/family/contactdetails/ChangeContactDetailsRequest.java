package org.retzef.family.contactdetails;

import jakarta.validation.Valid;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Address;
import org.retzef.family.registration.Language;
import org.retzef.family.registration.NotBefore1900;
import org.retzef.family.registration.PhoneNumber;

/**
 * What is to be different; what is left out stays. The unit is not changed here.
 *
 * @param since first day on which this holds; today if left out. The first day of what held before
 *     makes it a correction of that
 */
record ChangeContactDetailsRequest(
    @Nullable Language preferredLanguage,
    @Nullable PhoneNumber phone,
    @Nullable @Valid Address address,
    @Nullable @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate since) {

  @Override
  public String toString() {
    return "ChangeContactDetailsRequest";
  }
}
