package org.retzef.family.member;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Family;
import org.retzef.family.registration.NationalId;
import org.retzef.family.registration.NotBefore1900;
import org.retzef.platform.problem.Text;

/**
 * Somebody who joins a household: born into it, moved in, or found to be there.
 *
 * @param nationalId null for whoever has none, or does not tell it
 * @param relation to the head; the head is not joined but changed
 * @param joinedOn first day in the household
 * @param parentIds members who are a parent of this one
 */
record JoinFamilyRequest(
    @NotNull @Text(max = 60) String givenName,
    @NotNull @Text(max = 60) String familyName,
    @Nullable NationalId nationalId,
    @NotNull @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate birthDate,
    @NotNull Family.Sex sex,
    @NotNull Family.Relation relation,
    @NotNull @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate joinedOn,
    @Nullable @Size(max = 2) List<@NotNull UUID> parentIds) {

  @Override
  public String toString() {
    return "JoinFamilyRequest";
  }
}
