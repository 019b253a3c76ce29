package org.retzef.family.unit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Adds units to the tree and changes them. Runs inside the caller's command. */
@Service
class UnitChange {

  private static final Pattern AUTHORITY = Pattern.compile("A([0-9]{2,4})");
  private static final Pattern DEPARTMENT = Pattern.compile("D[0-9]{1,3}");
  private static final Pattern CENTRE = Pattern.compile("C[0-9]{1,3}");
  private static final Pattern DISTRICT = Pattern.compile("[A-Z][A-Z_]{1,31}");

  /** Of a unit of which nobody knows since when it is there: the year 202 is a slip of the keys. */
  private static final LocalDate EARLIEST_END = LocalDate.of(1900, 1, 1);

  private final Units units;
  private final CentreLocalities localities;
  private final Outbox outbox;
  private final Clock clock;

  UnitChange(Units units, CentreLocalities localities, Outbox outbox, Clock clock) {
    this.units = units;
    this.localities = localities;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<Unit> create(Caller caller, CreateUnitRequest request) {
    return parentOf(caller, request.path())
        .map(parent -> newUnit(parent, request))
        .flatMap(unit -> units.insert(List.of(unit)).thenReturn(unit))
        .delayUntil(
            unit ->
                switch (unit.kind()) {
                  case DEPARTMENT -> units.setUpFirst(unit.path());
                  case OTZMA_CENTRE -> serveOwnLocality(unit);
                  default -> Mono.empty();
                })
        .delayUntil(this::tell);
  }

  Mono<Unit> change(
      Caller caller, UnitPath path, ExpectedVersion expected, ChangeUnitRequest request) {
    return units
        .lock(caller, path)
        .map(unit -> changed(unit, expected, request))
        .delayUntil(units::update)
        .delayUntil(this::tell);
  }

  /** All that is known of the unit now. */
  Mono<Void> tell(Unit unit) {
    return localities
        .servedNow(unit.path(), LocalDate.now(clock))
        .flatMap(served -> outbox.append(UnitEvent.Changed.of(unit, served)));
  }

  private Mono<Unit> parentOf(Caller caller, UnitPath path) {
    int end = path.path().lastIndexOf('.');
    Fault unknown = Fault.of("path", "unit-parent-unknown");
    if (end < 0) {
      return Mono.error(new InvalidInput(unknown));
    }
    return units
        .find(caller, new UnitPath(path.path().substring(0, end)))
        .onErrorMap(UnitNotFound.class, none -> new InvalidInput(unknown));
  }

  private Unit newUnit(Unit parent, CreateUnitRequest request) {
    String path = request.path().path();
    String label = path.substring(path.lastIndexOf('.') + 1);
    Unit.Kind kind = kindBelow(parent.kind());
    if (kind == null || !pattern(kind).matcher(label).matches()) {
      throw new InvalidInput(Fault.of("path", "unit-label-invalid"));
    }
    boolean authority = kind == Unit.Kind.AUTHORITY;
    if (!authority && request.socioEconomicCluster() != null) {
      throw new InvalidInput(Fault.of("socioEconomicCluster", "authority-only"));
    }
    return new Unit(
        request.path(),
        kind,
        request.nameHe(),
        request.nameEn(),
        authority ? label.substring(1) : null,
        request.socioEconomicCluster(),
        Boolean.TRUE.equals(request.hasNoshmim()),
        false,
        request.openedOn() == null ? LocalDate.now(clock) : request.openedOn(),
        null,
        1);
  }

  private static Unit.@Nullable Kind kindBelow(Unit.Kind parent) {
    return switch (parent) {
      case COUNTRY -> Unit.Kind.DISTRICT;
      case DISTRICT -> Unit.Kind.AUTHORITY;
      case AUTHORITY -> Unit.Kind.DEPARTMENT;
      case DEPARTMENT -> Unit.Kind.OTZMA_CENTRE;
      case OTZMA_CENTRE -> null;
    };
  }

  private static Pattern pattern(Unit.Kind kind) {
    return switch (kind) {
      case AUTHORITY -> AUTHORITY;
      case DEPARTMENT -> DEPARTMENT;
      case OTZMA_CENTRE -> CENTRE;
      default -> DISTRICT;
    };
  }

  /** A new centre serves the authority in which it stands; more are added one by one. */
  private Mono<Void> serveOwnLocality(Unit centre) {
    UnitPath authority = Unit.authorityOf(centre.path());
    return localities
        .insert(centre.path(), authority, centre.openedOn())
        .then(units.markOtzmaCentre(authority))
        .flatMap(this::tell);
  }

  private static Unit changed(Unit unit, ExpectedVersion expected, ChangeUnitRequest request) {
    expected.orRefuse(unit.version(), unit);
    Unit changed = unit.changedBy(request);
    LocalDate opened = changed.openedOn();
    LocalDate closed = changed.closedOn();
    if (closed != null && closed.isBefore(opened == null ? EARLIEST_END : opened)) {
      throw new InvalidInput(Fault.of("closedOn", "date-before-start"));
    }
    if (request.socioEconomicCluster() != null && unit.kind() != Unit.Kind.AUTHORITY) {
      throw new InvalidInput(Fault.of("socioEconomicCluster", "authority-only"));
    }
    return changed;
  }
}
