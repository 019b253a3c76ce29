package org.retzef.rights.sample;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.money.Money;

/**
 * What a sample department got for its part.
 *
 * @param pieces how many devices, hours of paid time, or mentions
 * @param amount what it cost; null for public credit
 * @param funder the code of the source that paid
 */
record Incentive(
    UUID id,
    Kind kind,
    int pieces,
    @Nullable Money amount,
    @Nullable String funder,
    LocalDate givenOn) {

  enum Kind {
    PUBLIC_CREDIT,
    TABLET,
    LAPTOP,
    PAID_STAFF_TIME
  }
}
