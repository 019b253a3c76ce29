package org.retzef.family.unit;

import java.util.ArrayList;
import java.util.List;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;
import org.retzef.platform.outbox.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Gives a district to an operator from a day on. Who ran it before that day stays written; what is
 * dated earlier keeps the old operator. Runs inside the caller's command.
 */
@Service
class OperatorAssignment {

  private final Units units;
  private final Operators operators;
  private final Outbox outbox;

  OperatorAssignment(Units units, Operators operators, Outbox outbox) {
    this.units = units;
    this.operators = operators;
    this.outbox = outbox;
  }

  Mono<Operator> assign(Caller caller, UnitPath district, AssignOperatorRequest request) {
    return units
        .lock(caller, district)
        .doOnNext(OperatorAssignment::requireDistrict)
        .then(operators.of(district).collectList())
        .flatMap(all -> squeezeIn(district, all, request));
  }

  private static void requireDistrict(Unit unit) {
    if (unit.kind() != Unit.Kind.DISTRICT) {
      throw new NotADistrict();
    }
  }

  /** Between the one who is there on the first day, who ends before it, and the next one. */
  private Mono<Operator> squeezeIn(
      UnitPath district, List<Operator> all, AssignOperatorRequest request) {
    if (all.stream().anyMatch(operator -> operator.from().equals(request.from()))) {
      throw new OperatorAssignedAlready();
    }
    Operator next =
        all.stream().filter(o -> o.from().isAfter(request.from())).findFirst().orElse(null);
    Operator assigned =
        new Operator(
            request.code(),
            request.nameHe(),
            request.nameEn(),
            request.from(),
            next == null ? null : next.from().minusDays(1));
    List<Event> news = new ArrayList<>();
    Mono<Void> shortened =
        all.stream()
            .filter(operator -> operator.coversDay(request.from()))
            .findFirst()
            .map(operator -> operator.endingBefore(request.from()))
            .map(
                operator -> {
                  news.add(told(district, operator));
                  return operators.end(district, operator);
                })
            .orElse(Mono.empty());
    news.add(told(district, assigned));
    return shortened
        .then(operators.insert(district, assigned))
        .then(outbox.append(news))
        .thenReturn(assigned);
  }

  private static UnitEvent.OperatorAssigned told(UnitPath district, Operator operator) {
    return new UnitEvent.OperatorAssigned(
        district, operator.code(), operator.from(), operator.until());
  }
}
