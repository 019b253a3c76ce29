package org.retzef.family.enrolment;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import org.retzef.family.registration.NotBefore1900;

/**
 * @param status {@code GRADUATED} or {@code LEFT}
 * @param endDate last day; of one that is planned, the day on which it was called off
 */
record EndEnrolmentRequest(
    @NotNull Enrolment.Status status,
    @NotNull @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate endDate,
    @NotNull Enrolment.Reason reason) {}
