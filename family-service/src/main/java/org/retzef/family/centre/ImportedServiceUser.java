package org.retzef.family.centre;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.NationalId;
import org.retzef.family.registration.NotBefore1900;
import org.retzef.platform.problem.Text;

/**
 * A row of a file of service users: a person as {@link JoinCentreRequest} takes one in.
 *
 * @param rowKey the source's number of the row; taken once in a centre, however often it comes
 */
record ImportedServiceUser(
    @NotNull @Text(max = 100) String rowKey,
    @NotNull @Text(max = 60) String givenName,
    @NotNull @Text(max = 60) String familyName,
    @Nullable NationalId nationalId,
    @NotNull @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate birthDate,
    @NotNull ServiceUser.Sex sex,
    @NotNull @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate joinedOn) {

  JoinCentreRequest request() {
    return new JoinCentreRequest(givenName, familyName, nationalId, birthDate, sex, joinedOn);
  }

  @Override
  public String toString() {
    return "ImportedServiceUser";
  }
}
