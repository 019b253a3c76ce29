package org.retzef.family.member;

import org.retzef.family.registration.Families;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.Member;
import org.retzef.family.registration.NationalId;
import org.retzef.family.search.AlikeFamilies;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The households of the whole country, by the id numbers in them. */
@Component
class OtherHouseholds {

  private final AlikeFamilies alike;
  private final Families families;

  OtherHouseholds(AlikeFamilies alike, Families families) {
    this.alike = alike;
    this.families = families;
  }

  /**
   * Refuses a person who is in another household at that time. Of two who let the same person join
   * at once, the second waits and is refused.
   */
  Mono<Void> requireNotIn(FamilyFile own, Member member) {
    NationalId number = member.nationalId();
    if (number == null) {
      return Mono.empty();
    }
    return alike
        .lockByNationalId(number.digits())
        .flatMap(families::files)
        .doOnNext(
            found -> {
              if (found.stream()
                  .filter(family -> !family.id().equals(own.id()))
                  .flatMap(family -> family.members().stream())
                  .anyMatch(other -> Household.isSamePersonAtATime(member, other))) {
                throw new MemberInOtherFamily();
              }
            })
        .then();
  }
}
