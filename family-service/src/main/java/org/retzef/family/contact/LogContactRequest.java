package org.retzef.family.contact;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.family.form.LifeDomain;
import org.retzef.platform.problem.Text;

/**
 * @param worker the {@code sub} of who was in contact; the caller, if left out
 * @param durationMinutes left out where it does not matter, as with messages
 * @param domains what it was about
 * @param note in words; sealed with the family's key
 */
record LogContactRequest(
    @NotNull Contact.Kind kind,
    @NotNull Contact.Direction direction,
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate happenedOn,
    @Nullable @Text(max = 200) String worker,
    @Nullable
        @Min(value = 1, message = "duration-invalid")
        @Max(value = 1440, message = "duration-invalid")
        Integer durationMinutes,
    @NotNull @Size(max = 10) List<@NotNull LifeDomain> domains,
    @Nullable @Text(max = 4000, multiline = true) String note) {

  @Override
  public String toString() {
    return "LogContactRequest";
  }
}
