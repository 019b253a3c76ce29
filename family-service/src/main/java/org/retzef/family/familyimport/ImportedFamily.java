package org.retzef.family.familyimport;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.family.enrolment.EarlierEnrolment;
import org.retzef.family.enrolment.EarlierEnrolments;
import org.retzef.family.registration.Address;
import org.retzef.family.registration.DifferentPeople;
import org.retzef.family.registration.Language;
import org.retzef.family.registration.OneHead;
import org.retzef.family.registration.PhoneNumber;
import org.retzef.family.registration.RegisterFamilyRequest;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * A line of {@code application/x-ndjson}: a family as it is registered, with a key of its own.
 *
 * @param familyKey the source's number of the family; loaded once, however often it comes
 * @param enrolments where the family is or was enrolled already
 */
record ImportedFamily(
    @NotNull @Text(max = 100) String familyKey,
    @NotNull UnitPath unit,
    @NotNull Language preferredLanguage,
    @NotNull PhoneNumber phone,
    @NotNull @Valid Address address,
    @NotNull @Size(min = 1, max = 40) @OneHead @DifferentPeople
        List<RegisterFamilyRequest.@NotNull @Valid Member> members,
    @Nullable @Size(max = 20) List<@NotNull @Valid EarlierEnrolment> enrolments) {

  List<EarlierEnrolment> enrolled() {
    return enrolments == null ? List.of() : enrolments;
  }

  EarlierEnrolments.Newcomers newcomers(long mark) {
    return new EarlierEnrolments.Newcomers(
        mark,
        members.stream()
            .map(RegisterFamilyRequest.Member::nationalId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet()),
        enrolled());
  }

  RegisterFamilyRequest request() {
    return new RegisterFamilyRequest(unit, preferredLanguage, phone, address, members);
  }

  @Override
  public String toString() {
    return "ImportedFamily";
  }
}
