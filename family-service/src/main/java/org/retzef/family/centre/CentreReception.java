package org.retzef.family.centre;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.retzef.family.registration.Families;
import org.retzef.family.unit.Unit;
import org.retzef.family.unit.UnitClosed;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Takes people into an Otzma centre and lets them leave. Runs inside the caller's command. */
@Service
class CentreReception {

  private final Units units;
  private final Families families;
  private final ServiceUsers people;
  private final Stays stays;
  private final Outbox outbox;
  private final Clock clock;

  CentreReception(
      Units units,
      Families families,
      ServiceUsers people,
      Stays stays,
      Outbox outbox,
      Clock clock) {
    this.units = units;
    this.families = families;
    this.people = people;
    this.stays = stays;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** The centre of a path, if the caller sees it. */
  Mono<UnitPath> centre(Caller caller, String path) {
    return openCentre(caller, path).map(Unit::path);
  }

  /** As {@link #centre}, with the days on which it is open. */
  Mono<Unit> openCentre(Caller caller, String path) {
    return units
        .find(caller, path)
        .doOnNext(
            unit -> {
              if (unit.kind() != Unit.Kind.OTZMA_CENTRE) {
                throw new NoOtzmaCentre();
              }
            });
  }

  /** Whoever is known by the id number already only gets one more stay. */
  Mono<JoinedServiceUser> join(Caller caller, UnitPath centre, JoinCentreRequest request) {
    InvalidInput.ifAny(request.faults());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return units
        .find(caller, centre)
        .filter(unit -> unit.isOpenOn(request.joinedOn()))
        .switchIfEmpty(Mono.error(UnitClosed::new))
        .then(people.lockByNationalId(request.nationalId()))
        .switchIfEmpty(Mono.defer(() -> people.insert(Ids.next(), request, now)))
        .flatMap(person -> stays.insert(Ids.next(), person, centre, request.joinedOn()))
        .delayUntil(stay -> outbox.append(CentreEvent.joined(stay)))
        .map(Stay::told);
  }

  Mono<JoinedServiceUser> leave(
      UnitPath centre, UUID person, ExpectedVersion expected, LeaveCentreRequest request) {
    return stays
        .lock(centre, person)
        .map(stay -> ended(stay, expected, request))
        .delayUntil(stays::update)
        .delayUntil(
            stay ->
                outbox.append(new CentreEvent.Left(stay.serviceUserId(), centre, request.leftOn())))
        .map(Stay::told);
  }

  private static Stay ended(Stay stay, ExpectedVersion expected, LeaveCentreRequest request) {
    expected.orRefuse(stay.version(), stay.told());
    if (stay.leftOn() != null) {
      throw new LeftCentreAlready();
    }
    if (request.leftOn().isBefore(stay.joinedOn())) {
      throw new InvalidInput(Fault.of("leftOn", "date-before-start"));
    }
    return stay.endedOn(request.leftOn());
  }

  /** From now on the two count as one person. The family must be one that the caller may change. */
  Mono<JoinedServiceUser> link(
      Caller caller,
      UnitPath centre,
      UUID person,
      ExpectedVersion expected,
      LinkMemberRequest request) {
    return families
        .changeableUnitOf(caller, request.familyId())
        .then(requireMember(request))
        .then(stays.lock(centre, person))
        .doOnNext(stay -> expected.orRefuse(stay.version(), stay.told()))
        .delayUntil(stay -> people.requireKnown(person))
        .delayUntil(stay -> people.link(person, request.familyId(), request.memberId()))
        .map(Stay::linked)
        .delayUntil(stays::update)
        .map(Stay::told);
  }

  /** Leaves of the person what is counted; only of who has left every centre. */
  Mono<JoinedServiceUser> erase(UnitPath centre, UUID person, ExpectedVersion expected) {
    return stays
        .lock(centre, person)
        .doOnNext(stay -> expected.orRefuse(stay.version(), stay.told()))
        .delayUntil(stay -> requireGone(person))
        .delayUntil(stay -> people.erase(person))
        .map(Stay::told);
  }

  private Mono<Void> requireGone(UUID person) {
    return stays
        .isStillInACentre(person)
        .filter(still -> !still)
        .switchIfEmpty(Mono.error(StillInCentre::new))
        .then();
  }

  private Mono<Void> requireMember(LinkMemberRequest request) {
    return people
        .isMember(request.familyId(), request.memberId())
        .filter(Boolean::booleanValue)
        .switchIfEmpty(Mono.error(() -> new InvalidInput(Fault.of("memberId", "value-unknown"))))
        .then();
  }
}
