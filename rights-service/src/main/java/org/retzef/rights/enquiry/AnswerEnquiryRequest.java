package org.retzef.rights.enquiry;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.Instant;

/**
 * @param outcome what came of it
 */
record AnswerEnquiryRequest(
    @NotNull Enquiry.Outcome outcome,
    @NotNull @PastOrPresent(message = "date-in-future") Instant answeredAt) {}
