package org.retzef.family.unit;

import java.time.Clock;
import java.time.LocalDate;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Changes which localities an Otzma centre serves. A change counts up the centre's version, because
 * it is told with the centre. Runs inside the caller's command.
 */
@Service
class CentreService {

  private final Units units;
  private final CentreLocalities localities;
  private final UnitChange changes;
  private final Clock clock;

  CentreService(Units units, CentreLocalities localities, UnitChange changes, Clock clock) {
    this.units = units;
    this.localities = localities;
    this.changes = changes;
    this.clock = clock;
  }

  Mono<Unit> serve(
      Caller caller, UnitPath centre, ExpectedVersion expected, ServeLocalityRequest request) {
    return lockedCentre(caller, centre, expected)
        .delayUntil(unit -> requireAuthority(caller, request.locality()))
        .delayUntil(unit -> localities.insert(centre, request.locality(), request.from()))
        .flatMap(this::countUpAndTell);
  }

  Mono<Unit> end(
      Caller caller,
      UnitPath centre,
      UnitPath locality,
      ExpectedVersion expected,
      EndLocalityRequest request) {
    return lockedCentre(caller, centre, expected)
        .delayUntil(unit -> localities.end(centre, locality, request.until()))
        .flatMap(this::countUpAndTell);
  }

  private Mono<Unit> lockedCentre(Caller caller, UnitPath centre, ExpectedVersion expected) {
    return units
        .lock(caller, centre)
        .delayUntil(unit -> requireExpected(unit, expected))
        .filter(unit -> unit.kind() == Unit.Kind.OTZMA_CENTRE)
        .switchIfEmpty(Mono.error(NotACentre::new));
  }

  private Mono<ServingCentre> requireExpected(Unit centre, ExpectedVersion expected) {
    return localities
        .of(centre.path(), LocalDate.now(clock))
        .map(served -> new ServingCentre(centre, served))
        .doOnNext(current -> expected.orRefuse(centre.version(), current));
  }

  private Mono<Unit> requireAuthority(Caller caller, UnitPath locality) {
    return units
        .find(caller, locality)
        .filter(unit -> unit.kind() == Unit.Kind.AUTHORITY)
        .switchIfEmpty(Mono.error(UnitNotFound::new))
        .onErrorMap(
            UnitNotFound.class, none -> new InvalidInput(Fault.of("locality", "locality-unknown")));
  }

  private Mono<Unit> countUpAndTell(Unit centre) {
    Unit changed = centre.changedBy(new ChangeUnitRequest(null, null, null, null, null, null));
    return units.update(changed).then(changes.tell(changed)).thenReturn(changed);
  }
}
