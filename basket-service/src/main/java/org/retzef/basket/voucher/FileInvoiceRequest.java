package org.retzef.basket.voucher;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;
import org.retzef.platform.problem.Text;

/**
 * @param number the vendor's own; each once for a voucher
 */
record FileInvoiceRequest(
    @NotNull @Text(max = 40) String number,
    @NotNull @AboveZero Money amount,
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate issuedOn) {}
