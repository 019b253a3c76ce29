package org.retzef.family.enrolment;

import java.net.URI;
import java.util.UUID;
import org.retzef.family.registration.Families;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/families/{familyId}/enrolments")
class EnrolmentController {

  private final FamilyEnrolment enrolment;
  private final Enrolments enrolments;
  private final Families families;
  private final Idempotency idempotency;
  private final Commands commands;

  EnrolmentController(
      FamilyEnrolment enrolment,
      Enrolments enrolments,
      Families families,
      Idempotency idempotency,
      Commands commands) {
    this.enrolment = enrolment;
    this.enrolments = enrolments;
    this.families = families;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Enrols a family in a track. */
  @PostMapping
  Mono<ResponseEntity<Enrolment>> enrol(
      Caller caller,
      @PathVariable UUID familyId,
      OptionalIdempotencyKey key,
      @RequestBody EnrolRequest request) {
    return idempotency.once(
        key,
        request,
        Enrolment.class,
        () -> enrolment.enrol(caller, familyId, request).map(EnrolmentController::created));
  }

  /** Lists a family's enrolments. */
  @GetMapping
  Mono<ResponseEntity<Page<Enrolment>>> list(
      Caller caller, @PathVariable UUID familyId, PageRequest page) {
    return families.unitOf(caller, familyId).then(enrolments.of(familyId, page)).map(page::answer);
  }

  /** Shows an enrolment. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<Enrolment>> get(
      Caller caller, @PathVariable UUID familyId, @PathVariable UUID id) {
    return families
        .unitOf(caller, familyId)
        .then(enrolments.find(familyId, id))
        .map(EnrolmentController::found);
  }

  /**
   * Ends an enrolment. One that is planned can be called off: {@code LEFT} with an {@code endDate}
   * before its {@code startDate}. It then never was and leaves its track free.
   */
  @PatchMapping("/{id}")
  Mono<ResponseEntity<Enrolment>> end(
      Caller caller,
      @PathVariable UUID familyId,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody EndEnrolmentRequest request) {
    return commands
        .run(() -> enrolment.end(caller, familyId, id, expected, request))
        .map(EnrolmentController::found);
  }

  private static ResponseEntity<Enrolment> found(Enrolment enrolment) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(enrolment.version())).body(enrolment);
  }

  private static ResponseEntity<Enrolment> created(Enrolment enrolment) {
    return ResponseEntity.created(
            URI.create(
                "/api/v1/families/%s/enrolments/%s"
                    .formatted(enrolment.familyId(), enrolment.id())))
        .eTag(ExpectedVersion.eTag(enrolment.version()))
        .body(enrolment);
  }
}
