package org.retzef.family.member;

import java.util.List;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.FamilyFiles;
import org.retzef.family.registration.Member;
import org.retzef.family.registration.NationalId;
import org.retzef.family.search.AlikeFamilies;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The households of the whole country, by the id numbers in them. */
@Component
class OtherHouseholds {

  private final AlikeFamilies alike;
  private final FamilyFiles files;

  OtherHouseholds(AlikeFamilies alike, FamilyFiles files) {
    this.alike = alike;
    this.files = files;
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
        .lockByNationalIds(List.of(number.digits()))
        .flatMap(files::of)
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
