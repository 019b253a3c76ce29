package org.retzef.rights.takeup;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * @param on when it was made or begun: the day of the contact, of the claim
 * @param dueOn by when it must be done; the law's deadline if left out where there is one
 * @param authority who decides; needed for a claim and an appeal
 * @param channel how the contact was; needed for a contact
 * @param accompanied whether somebody went along with the family
 * @param note kept sealed; in no list
 */
record AddStepRequest(
    @NotNull Step.Kind kind,
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate on,
    @Nullable LocalDate dueOn,
    Step.@Nullable Authority authority,
    Step.@Nullable Channel channel,
    @Nullable Boolean accompanied,
    @Nullable @Text(max = 4000, multiline = true) String note) {

  @Override
  public String toString() {
    return "AddStepRequest";
  }
}
