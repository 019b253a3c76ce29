package org.retzef.basket.voucher;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;

record ConfirmDeliveryRequest(
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate deliveredOn) {}
