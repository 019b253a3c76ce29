package org.retzef.family.registration;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.AsOf;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
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
@RequestMapping("/api/v1/families")
class FamilyController {

  private final FamilyRegistration registration;
  private final FamilyFiles files;
  private final FamilyList list;
  private final FamilyFinding finding;
  private final Clock clock;
  private final Idempotency idempotency;

  FamilyController(
      FamilyRegistration registration,
      FamilyFiles files,
      FamilyList list,
      FamilyFinding finding,
      Clock clock,
      Idempotency idempotency) {
    this.registration = registration;
    this.files = files;
    this.list = list;
    this.finding = finding;
    this.clock = clock;
    this.idempotency = idempotency;
  }

  /** Registers a family in a department. */
  @PostMapping
  Mono<ResponseEntity<RegisteredFamily>> register(
      Caller caller, OptionalIdempotencyKey key, @RequestBody RegisterFamilyRequest request) {
    return idempotency.once(
        key,
        request,
        RegisteredFamily.class,
        closing ->
            registration
                .registerAtOnce(
                    caller, request, family -> closing.part(created(family), Units.DEPARTMENT))
                .map(FamilyController::created),
        () -> registration.register(caller, request).map(FamilyController::created));
  }

  /**
   * Lists the families of the caller's unit, oldest first; with a query, those that it finds, best
   * first: by names in any order and of any member, an id number or a phone. Other spellings and
   * one slip of the keys are forgiven. A search answers at most 50 families and has no further
   * page.
   *
   * @param query 2 to 100 characters
   */
  @GetMapping
  Mono<ResponseEntity<Page<FamilyListItem>>> list(
      Caller caller, @RequestParam(required = false) @Nullable String query, PageRequest page) {
    return query == null
        ? list.seenBy(caller, page).map(page::answer)
        : finding.find(caller, query, page.limit()).map(ResponseEntity::ok);
  }

  /** Shows a family with its members, as it was on a day, which is today if none is given. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<Family>> get(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf) {
    return files
        .find(caller, id, AsOf.past(asOf, clock))
        .map(
            family ->
                ResponseEntity.ok().eTag(ExpectedVersion.eTag(family.version())).body(family));
  }

  /** Tells how to write to a family, for the service that sends messages. */
  @GetMapping("/{id}/contact-details")
  Mono<ContactDetails> contactDetails(Caller caller, @PathVariable UUID id) {
    return files.contactDetails(caller, id);
  }

  private static ResponseEntity<RegisteredFamily> created(RegisteredFamily family) {
    return ResponseEntity.created(URI.create("/api/v1/families/" + family.id()))
        .eTag(ExpectedVersion.eTag(family.version()))
        .body(family);
  }
}
