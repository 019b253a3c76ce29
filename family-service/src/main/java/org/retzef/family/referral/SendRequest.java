package org.retzef.family.referral;

import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * @param toUnit a department or an Otzma centre; either this or a partner
 * @param toPartner a partner's code; the family must have agreed to it
 * @param toProgramme a code of {@code /api/v1/programmes}
 * @param text for the receiver, who reads it once it has accepted
 * @param expiresOn last day on which it can be answered
 */
record SendRequest(
    @Nullable UnitPath toUnit,
    @Nullable @Pattern(regexp = "[A-Z0-9][A-Z0-9_-]{1,39}", message = "partner-code-invalid")
        String toPartner,
    @Nullable @Text(max = 60) String toProgramme,
    @NotNull Referral.Reason reason,
    @Nullable @Text(max = 4000, multiline = true) String text,
    @NotNull @Future(message = "date-not-in-future") LocalDate expiresOn) {

  @Override
  public String toString() {
    return "SendRequest";
  }
}
