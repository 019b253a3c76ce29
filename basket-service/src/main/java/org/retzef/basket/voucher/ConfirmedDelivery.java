package org.retzef.basket.voucher;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.request.RequestStatus;

record ConfirmedDelivery(
    UUID voucherId, LocalDate deliveredOn, RequestStatus status, long version) {}
