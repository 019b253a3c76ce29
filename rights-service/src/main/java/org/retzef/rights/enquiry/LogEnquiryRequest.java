package org.retzef.rights.enquiry;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.Instant;
import org.retzef.platform.caller.UnitPath;

/**
 * @param unit of the worker who asked, or of the client
 */
record LogEnquiryRequest(
    @NotNull UnitPath unit,
    @NotNull Enquiry.Line line,
    @NotNull Enquiry.Topic topic,
    @NotNull @PastOrPresent(message = "date-in-future") Instant askedAt) {}
