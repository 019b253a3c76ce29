package org.retzef.family.registration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * A family as it is taken in.
 *
 * @param unit the department that it belongs to
 * @param members everybody in the household; exactly one is its head
 */
public record RegisterFamilyRequest(
    @NotNull UnitPath unit,
    @NotNull Language preferredLanguage,
    @NotNull PhoneNumber phone,
    @NotNull @Valid Address address,
    @NotNull @Size(min = 1, max = 40) @OneHead @DifferentPeople
        List<@NotNull @Valid Member> members) {

  /**
   * @param nationalId null for whoever has none, or does not tell it
   */
  public record Member(
      @NotNull @Text(max = 60) String givenName,
      @NotNull @Text(max = 60) String familyName,
      @Nullable NationalId nationalId,
      @NotNull @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate birthDate,
      @NotNull Family.Sex sex,
      @NotNull Family.Relation relation) {

    @Override
    public String toString() {
      return "Member";
    }
  }
}
