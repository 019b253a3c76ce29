package org.retzef.basket.donation;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * What a donor gave.
 *
 * @param donor its code
 * @param quantity of things; null for money
 * @param distributed of the quantity
 * @param amount of money; null for things
 * @param amountDistributed of the amount
 * @param value of the things, where the donor says it
 * @param version another one after every change; tells no order
 */
record Donation(
    UUID id,
    String donor,
    Kind kind,
    @Nullable Long quantity,
    @Nullable Long distributed,
    @Nullable Money amount,
    @Nullable Money amountDistributed,
    @Nullable Money value,
    LocalDate receivedOn,
    long version) {

  /** How many things are left to give. */
  long left() {
    return quantity == null || distributed == null ? 0 : quantity - distributed;
  }

  /** What it is. */
  enum Kind {
    COMPUTER,
    FOOD_PARCEL,
    HOUSEHOLD_EQUIPMENT,
    CLOTHING,
    TOYS_AND_BOOKS,
    VOUCHER,
    OTHER,
    MONEY
  }
}
