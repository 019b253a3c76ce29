package org.retzef.rights.screening;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.eligibility.rules.Answer;

/**
 * Either a family, with what was newly answered of it, or the facts of somebody nameless.
 *
 * @param familyId the family; what is known of it already need not be told again
 * @param answers what is new of the family; it is kept, sealed
 * @param facts of somebody nameless; nothing of them is kept
 * @param asOf the day whose rules and amounts are applied; today if left out
 */
record ScreenRequest(
    @Nullable UUID familyId,
    @Nullable @Size(max = 1000) List<@NotNull @Valid Answer> answers,
    @Nullable @Size(max = 1000) List<@NotNull @Valid Answer> facts,
    @Nullable LocalDate asOf) {

  /** Facts are about people: nothing of them gets into a log. */
  @Override
  public String toString() {
    return "ScreenRequest";
  }
}
