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
import org.retzef.family.registration.NationalId;
import org.retzef.family.registration.NotBefore1900;
import org.retzef.platform.problem.Text;

/**
 * What is to be different about a member; what is left out stays. Names, id number, birth date and
 * sex are corrected, as if they had always been so; relation and leaving have a day.
 *
 * @param withoutNationalId true takes a wrong id number out where no right one is known
 * @param since first day of the relation; today if left out. The day of joining makes it a
 *     correction
 * @param formerHead what becomes of the head whom this member follows: required with {@code HEAD}
 * @param leftOn first day no longer in the household
 * @param parentIds members who are a parent of this one, instead of those known before
 */
record ChangeMemberRequest(
    @Nullable @Text(max = 60) String givenName,
    @Nullable @Text(max = 60) String familyName,
    @Nullable NationalId nationalId,
    @Nullable Boolean withoutNationalId,
    @Nullable @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate birthDate,
    Family.@Nullable Sex sex,
    Family.@Nullable Relation relation,
    @Nullable @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate since,
    @Nullable @Valid FormerHead formerHead,
    @Nullable @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate leftOn,
    Family.@Nullable LeaveReason leaveReason,
    @Nullable @Size(max = 2) List<@NotNull UUID> parentIds) {

  /**
   * One of the two, on the day on which the new head begins.
   *
   * @param relation to the new head, for who stays
   * @param leaveReason for who leaves
   */
  record FormerHead(Family.@Nullable Relation relation, Family.@Nullable LeaveReason leaveReason) {}

  @Override
  public String toString() {
    return "ChangeMemberRequest";
  }
}
