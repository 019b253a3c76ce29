package org.retzef.rights.screening;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.eligibility.rules.Answer;

/**
 * @param facts of somebody nameless; nothing of them is kept
 * @param asOf the day whose rules and amounts are applied; today if left out
 */
record AnonymousCheckRequest(
    @NotNull @Size(max = 300) List<@NotNull @Valid Answer> facts, @Nullable LocalDate asOf) {

  @Override
  public String toString() {
    return "AnonymousCheckRequest";
  }
}
