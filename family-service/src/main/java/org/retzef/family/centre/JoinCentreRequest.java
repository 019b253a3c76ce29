package org.retzef.family.centre;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.NationalId;
import org.retzef.family.registration.NotBefore1900;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.Text;

/**
 * A person who comes to an Otzma centre. Whoever is known by the same id number, in this centre or
 * another, is the same person.
 *
 * @param nationalId null for whoever has none, or does not tell it
 * @param joinedOn first day
 */
record JoinCentreRequest(
    @NotNull @Text(max = 60) String givenName,
    @NotNull @Text(max = 60) String familyName,
    @Nullable NationalId nationalId,
    @NotNull @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate birthDate,
    @NotNull ServiceUser.Sex sex,
    @NotNull @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate joinedOn) {

  List<Fault> faults() {
    return birthDate.isAfter(joinedOn)
        ? List.of(Fault.of("birthDate", "born-after-joining"))
        : List.of();
  }

  ServiceUser.Identity identity() {
    return new ServiceUser.Identity(givenName, familyName, nationalId);
  }

  @Override
  public String toString() {
    return "JoinCentreRequest";
  }
}
