package org.retzef.family.registration;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Takes a family in. Runs inside the caller's command: see {@code FamilyController}. */
@Service
class FamilyRegistration {

  private static final int ADULT_AT = 18;

  private final Units units;
  private final Families families;
  private final Outbox outbox;
  private final Clock clock;

  FamilyRegistration(Units units, Families families, Outbox outbox, Clock clock) {
    this.units = units;
    this.families = families;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<RegisteredFamily> register(Caller caller, RegisterFamilyRequest request) {
    Family family = newFamily(request, ZonedDateTime.now(clock));
    return units
        .requireDepartment(caller, family.unit())
        .then(families.insert(family))
        .then(outbox.append(registered(family)))
        .thenReturn(answer(family));
  }

  private static Family newFamily(RegisterFamilyRequest request, ZonedDateTime now) {
    LocalDate today = now.toLocalDate();
    List<Family.Member> members =
        request.members().stream().map(member -> newMember(member, today)).toList();
    return new Family(
        Ids.next(),
        request.unit(),
        request.preferredLanguage(),
        request.phone(),
        request.address(),
        members,
        now.toInstant().truncatedTo(ChronoUnit.MICROS),
        1);
  }

  private static Family.Member newMember(RegisterFamilyRequest.Member member, LocalDate today) {
    return new Family.Member(
        Ids.next(),
        member.givenName(),
        member.familyName(),
        member.nationalId(),
        member.birthDate(),
        member.sex(),
        member.relation(),
        today,
        null);
  }

  private static FamilyEvent.Registered registered(Family family) {
    LocalDate bornAfter = family.members().getFirst().joinedOn().minusYears(ADULT_AT);
    int minors =
        (int) family.members().stream().filter(m -> m.birthDate().isAfter(bornAfter)).count();
    return new FamilyEvent.Registered(
        family.id(),
        family.unit(),
        family.preferredLanguage(),
        family.members().size(),
        minors,
        family.registeredAt());
  }

  private static RegisteredFamily answer(Family family) {
    return new RegisteredFamily(
        family.id(),
        family.unit(),
        family.members().stream()
            .map(member -> new RegisteredFamily.Member(member.id(), member.relation()))
            .toList(),
        family.version());
  }
}
