package org.retzef.family.member;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Family;
import org.retzef.family.registration.NotBefore1900;

/** What members were to the head, from when on, as if it had always been known so. */
record CorrectRelationsRequest(
    @NotNull @Size(min = 1, max = 40) List<@NotNull @Valid Corrected> members) {

  /**
   * A member; whoever is left out stays as recorded.
   *
   * @param relations all of them, oldest first
   * @param leftOn of who has left: the right day; left out, it stays
   */
  record Corrected(
      @NotNull UUID memberId,
      @NotNull @Size(min = 1, max = 40) List<@NotNull @Valid Since> relations,
      @Nullable @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate leftOn) {}

  /**
   * @param since first day of the relation
   */
  record Since(
      @NotNull Family.Relation relation,
      @NotNull @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate since) {}
}
