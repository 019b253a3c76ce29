package org.retzef.family.registration;

import java.time.LocalDate;

/**
 * Where a family lives and how to reach it, from a day on until the next begins.
 *
 * @param since first day, as far as it is known
 */
public record ContactPeriod(
    PhoneNumber phone, Address address, Language preferredLanguage, LocalDate since) {

  @Override
  public String toString() {
    return "ContactPeriod";
  }
}
