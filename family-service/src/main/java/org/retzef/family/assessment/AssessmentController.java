package org.retzef.family.assessment;

import java.net.URI;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Families;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/families/{familyId}")
class AssessmentController {

  private final FamilyAssessment assessment;
  private final Assessments assessments;
  private final Families families;
  private final Idempotency idempotency;

  AssessmentController(
      FamilyAssessment assessment,
      Assessments assessments,
      Families families,
      Idempotency idempotency) {
    this.assessment = assessment;
    this.assessments = assessments;
    this.families = families;
    this.idempotency = idempotency;
  }

  /**
   * Shows what an assessment of a family asks: in an emergency, its form's questions, too.
   *
   * @param on the day of the assessment; today, if left out
   */
  @GetMapping("/assessment-form")
  Mono<FormOfTheDay> form(
      Caller caller,
      @PathVariable UUID familyId,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate on) {
    return assessment.formFor(caller, familyId, on);
  }

  /** Records an assessment of a family, on the form of its day. */
  @PostMapping("/assessments")
  Mono<ResponseEntity<RecordedAssessment>> record(
      Caller caller,
      @PathVariable UUID familyId,
      OptionalIdempotencyKey key,
      @RequestBody RecordAssessmentRequest request) {
    return idempotency.once(
        key,
        request,
        RecordedAssessment.class,
        () -> assessment.record(caller, familyId, request).map(AssessmentController::created));
  }

  /** Lists a family's assessments, latest recorded first. */
  @GetMapping("/assessments")
  Mono<ResponseEntity<Page<Assessment>>> list(
      Caller caller, @PathVariable UUID familyId, PageRequest page) {
    return families
        .unitOf(caller, familyId)
        .then(Mono.defer(() -> assessments.of(familyId, page)))
        .map(page::answer);
  }

  /** Shows an assessment as it was answered. */
  @GetMapping("/assessments/{id}")
  Mono<Assessment> get(Caller caller, @PathVariable UUID familyId, @PathVariable UUID id) {
    return families.unitOf(caller, familyId).then(Mono.defer(() -> assessments.find(familyId, id)));
  }

  private static ResponseEntity<RecordedAssessment> created(RecordedAssessment assessment) {
    return ResponseEntity.created(
            URI.create(
                "/api/v1/families/%s/assessments/%s"
                    .formatted(assessment.familyId(), assessment.id())))
        .body(assessment);
  }
}
