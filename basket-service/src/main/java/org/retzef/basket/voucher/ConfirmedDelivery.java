package org.retzef.basket.voucher;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStatus;

/**
 * @param status {@code DELIVERED} when nothing more is to come; the family is then asked
 * @param delivered so far, with this part
 * @param toDeliver still to come
 */
record ConfirmedDelivery(
    UUID voucherId,
    LocalDate deliveredOn,
    RequestStatus status,
    Money delivered,
    Money toDeliver,
    long version) {}
