package org.retzef.family.overlay;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.family.form.AssessmentForm;
import org.retzef.family.form.AssessmentForms;
import org.retzef.family.unit.Unit;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Turns an emergency overlay on and off. Runs inside the caller's command. */
@Service
class OverlaySwitch {

  private final Units units;
  private final EmergencyOverlays overlays;
  private final AssessmentForms forms;
  private final Outbox outbox;
  private final Clock clock;

  OverlaySwitch(
      Units units, EmergencyOverlays overlays, AssessmentForms forms, Outbox outbox, Clock clock) {
    this.units = units;
    this.overlays = overlays;
    this.forms = forms;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<EmergencyOverlay> declare(Caller caller, String unit, DeclareOverlayRequest request) {
    requirePlausible(request);
    return units
        .find(caller, unit)
        .map(Unit::path)
        .delayUntil(found -> requireForm(request))
        .map(
            found ->
                new EmergencyOverlay(
                    Ids.next(),
                    found,
                    request.name(),
                    request.form(),
                    request.from(),
                    request.to(),
                    1))
        .delayUntil(overlay -> overlays.insert(overlay, caller.subject()))
        .delayUntil(overlay -> outbox.append(OverlayEvent.Changed.of(overlay)));
  }

  Mono<EmergencyOverlay> end(
      Caller caller, String unit, UUID id, ExpectedVersion expected, EndOverlayRequest request) {
    return units
        .find(caller, unit)
        .map(Unit::path)
        .flatMap(found -> overlays.lock(found, id))
        .map(overlay -> ended(overlay, expected, request))
        .delayUntil(overlay -> overlays.end(overlay, request.to()))
        .delayUntil(overlay -> outbox.append(OverlayEvent.Changed.of(overlay)));
  }

  private static EmergencyOverlay ended(
      EmergencyOverlay overlay, ExpectedVersion expected, EndOverlayRequest request) {
    expected.orRefuse(overlay.version(), overlay);
    if (request.to().isBefore(overlay.from())
        || request.to().isAfter(overlay.from().plusYears(5))) {
      throw new InvalidInput(Fault.of("to", "date-out-of-range"));
    }
    return overlay.endingOn(request.to());
  }

  /** The routine form is in every assessment anyway. */
  private Mono<Void> requireForm(DeclareOverlayRequest request) {
    return forms
        .inForce(request.form(), request.from())
        .filter(form -> !form.code().equals(AssessmentForm.ROUTINE))
        .switchIfEmpty(Mono.error(() -> new InvalidInput(Fault.of("form", "form-unknown"))))
        .then();
  }

  private void requirePlausible(DeclareOverlayRequest request) {
    List<Fault> faults = new ArrayList<>();
    LocalDate today = LocalDate.now(clock);
    if (request.from().isBefore(LocalDate.of(2015, 1, 1))
        || request.from().isAfter(today.plusYears(1))) {
      faults.add(Fault.of("from", "date-out-of-range"));
    }
    LocalDate to = request.to();
    if (to != null && to.isBefore(request.from())) {
      faults.add(Fault.of("to", "date-before-start"));
    } else if (to != null && to.isAfter(request.from().plusYears(5))) {
      faults.add(Fault.of("to", "date-out-of-range"));
    }
    InvalidInput.ifAny(faults);
  }
}
