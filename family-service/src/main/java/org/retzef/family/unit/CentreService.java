package org.retzef.family.unit;

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

  CentreService(Units units, CentreLocalities localities, UnitChange changes) {
    this.units = units;
    this.localities = localities;
    this.changes = changes;
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
        .doOnNext(
            unit -> {
              expected.orRefuse(unit.version(), unit);
              if (unit.kind() != Unit.Kind.OTZMA_CENTRE) {
                throw new NotACentre();
              }
            });
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
