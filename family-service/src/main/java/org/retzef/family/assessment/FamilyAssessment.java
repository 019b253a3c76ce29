package org.retzef.family.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.form.AssessmentForm;
import org.retzef.family.form.AssessmentForms;
import org.retzef.family.form.CheckedAnswers;
import org.retzef.family.overlay.EmergencyOverlay;
import org.retzef.family.overlay.EmergencyOverlays;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.registration.Families;
import org.retzef.family.transfer.FormerUnits;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Finds the form of the day and records what is answered on it. */
@Service
class FamilyAssessment {

  private final Families families;
  private final FormerUnits formerUnits;
  private final EmergencyOverlays overlays;
  private final AssessmentForms forms;
  private final Assessments assessments;
  private final FamilyKeys keys;
  private final Outbox outbox;
  private final Clock clock;

  FamilyAssessment(
      Families families,
      FormerUnits formerUnits,
      EmergencyOverlays overlays,
      AssessmentForms forms,
      Assessments assessments,
      FamilyKeys keys,
      Outbox outbox,
      Clock clock) {
    this.families = families;
    this.formerUnits = formerUnits;
    this.overlays = overlays;
    this.forms = forms;
    this.assessments = assessments;
    this.keys = keys;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * @param day today, if null
   */
  Mono<FormOfTheDay> formFor(Caller caller, UUID familyId, @Nullable LocalDate day) {
    LocalDate asked = day == null ? LocalDate.now(clock) : day;
    return families
        .unitOf(caller, familyId)
        .then(Mono.defer(() -> formerUnits.unitOn(familyId, asked)))
        .flatMap(unit -> formOfTheDay(unit, asked, "on"));
  }

  Mono<RecordedAssessment> record(Caller caller, UUID familyId, RecordAssessmentRequest request) {
    return families
        .changeableUnitOf(caller, familyId)
        .then(Mono.defer(() -> formerUnits.unitOn(familyId, request.assessedOn())))
        .flatMap(unit -> record(caller, familyId, unit, request))
        .map(RecordedAssessment::of);
  }

  private Mono<Assessment> record(
      Caller caller, UUID familyId, UnitPath unit, RecordAssessmentRequest request) {
    return Mono.zip(
            formOfTheDay(unit, request.assessedOn(), "assessedOn"),
            assessments.members(familyId, request.assessedOn()),
            keys.of(familyId))
        .flatMap(
            found -> {
              CheckedAnswers answers =
                  found.getT1().definition().check(request.answers(), found.getT2());
              return save(
                  newAssessment(caller, familyId, unit, request.assessedOn(), found.getT1()),
                  answers,
                  found.getT3());
            });
  }

  private Mono<Assessment> save(Assessment assessment, CheckedAnswers answers, FamilyKey key) {
    return assessments
        .insert(assessment, answers, key)
        .then(outbox.append(AssessmentEvent.Recorded.of(assessment, answers.coded())))
        .thenReturn(assessment);
  }

  private Mono<FormOfTheDay> formOfTheDay(UnitPath unit, LocalDate day, String field) {
    return Mono.zip(
            forms
                .inForce(AssessmentForm.ROUTINE, day)
                .switchIfEmpty(
                    Mono.error(() -> new InvalidInput(Fault.of(field, "date-too-early")))),
            overlays.inForce(unit, day).singleOptional())
        .flatMap(found -> withEmergency(found.getT1(), found.getT2(), day));
  }

  private Mono<FormOfTheDay> withEmergency(
      AssessmentForm routine, Optional<EmergencyOverlay> overlay, LocalDate day) {
    return overlay
        .map(
            emergency ->
                forms
                    .inForce(emergency.form(), day)
                    .map(form -> new FormOfTheDay(routine, emergency.id(), form)))
        .orElseGet(Mono::empty)
        .defaultIfEmpty(new FormOfTheDay(routine, null, null));
  }

  private Assessment newAssessment(
      Caller caller, UUID familyId, UnitPath unit, LocalDate day, FormOfTheDay form) {
    AssessmentForm emergency = form.emergency();
    return new Assessment(
        Ids.next(),
        familyId,
        unit,
        day,
        form.routine().code(),
        form.routine().version(),
        form.overlayId(),
        emergency == null ? null : emergency.code(),
        emergency == null ? null : emergency.version(),
        java.util.Map.of(),
        caller.subject(),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }
}
