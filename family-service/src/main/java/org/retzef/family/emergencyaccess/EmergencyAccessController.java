package org.retzef.family.emergencyaccess;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.registration.Families;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
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
@RequestMapping("/api/v1")
class EmergencyAccessController {

  private final EmergencyAccesses accesses;
  private final Families families;
  private final Idempotency idempotency;

  EmergencyAccessController(
      EmergencyAccesses accesses, Families families, Idempotency idempotency) {
    this.accesses = accesses;
    this.families = families;
    this.idempotency = idempotency;
  }

  /**
   * Opens a family of another department for three hours, for reading. Its own department sees who
   * opened it, when and why.
   */
  @PostMapping("/emergency-access")
  Mono<ResponseEntity<OpenedFamily>> open(
      Caller caller, OptionalIdempotencyKey key, @RequestBody OpenRequest request) {
    return idempotency.once(
        key, request, OpenedFamily.class, () -> open(caller, request).map(this::created));
  }

  private Mono<OpenedFamily> open(Caller caller, OpenRequest request) {
    return AuditedRequest.touch(request.familyId())
        .then(accesses.waitForOwn(caller, request.familyId()))
        .then(Mono.defer(() -> families.isRead(caller, request.familyId())))
        .flatMap(
            isRead ->
                isRead
                    ? Mono.error(new AccessNotNeeded())
                    : accesses.open(Ids.next(), caller, request));
  }

  /** Lists who opened a family in an emergency, oldest first. */
  @GetMapping("/families/{familyId}/emergency-access")
  Mono<ResponseEntity<Page<EmergencyAccess>>> list(
      Caller caller, @PathVariable UUID familyId, PageRequest page) {
    return families.unitOf(caller, familyId).then(accesses.of(familyId, page)).map(page::answer);
  }

  /**
   * Lists whose families were opened in an emergency, by others than their department.
   *
   * @param unit whose families, in the caller's unit; all of that unless said
   */
  @GetMapping("/emergency-access")
  Mono<ResponseEntity<Page<EmergencyAccess>>> worklist(
      Caller caller, @RequestParam(required = false) @Nullable UnitPath unit, PageRequest page) {
    return accesses
        .inUnit(caller, unit == null ? caller.unit() : unit, page)
        .delayUntil(
            shown ->
                AuditedRequest.touch(
                    shown.items().stream().map(EmergencyAccess::familyId).toList()))
        .map(page::answer);
  }

  private ResponseEntity<OpenedFamily> created(OpenedFamily opened) {
    return ResponseEntity.created(
            URI.create("/api/v1/families/" + opened.familyId() + "/emergency-access"))
        .body(opened);
  }
}
