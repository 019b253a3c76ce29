package org.retzef.basket.voucher;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.money.Money;

/**
 * What a vendor asks to be paid for a voucher.
 *
 * @param number the vendor's own
 * @param version the voucher's
 */
record Invoice(
    UUID id, UUID voucherId, String number, Money amount, LocalDate issuedOn, long version) {}
