package org.retzef.family.contact;

import java.net.URI;
import java.util.UUID;
import org.retzef.family.registration.Families;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/families/{familyId}/contacts")
class ContactController {

  private final ContactLog log;
  private final Contacts contacts;
  private final Families families;
  private final Idempotency idempotency;

  ContactController(ContactLog log, Contacts contacts, Families families, Idempotency idempotency) {
    this.log = log;
    this.contacts = contacts;
    this.families = families;
    this.idempotency = idempotency;
  }

  /** Logs a contact with a family. */
  @PostMapping
  Mono<ResponseEntity<LoggedContact>> log(
      Caller caller,
      @PathVariable UUID familyId,
      OptionalIdempotencyKey key,
      @RequestBody LogContactRequest request) {
    return idempotency.once(
        key,
        request,
        LoggedContact.class,
        () -> log.log(caller, familyId, request).map(ContactController::created));
  }

  /** Lists the contacts with a family, latest logged first, corrected ones among them. */
  @GetMapping
  Mono<ResponseEntity<Page<Contact>>> list(
      Caller caller, @PathVariable UUID familyId, PageRequest page) {
    return families
        .unitOf(caller, familyId)
        .then(Mono.defer(() -> contacts.of(familyId, page)))
        .map(page::answer);
  }

  /** Shows a contact. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<Contact>> get(
      Caller caller, @PathVariable UUID familyId, @PathVariable UUID id) {
    return families
        .unitOf(caller, familyId)
        .then(Mono.defer(() -> contacts.find(familyId, id)))
        .map(
            contact ->
                ResponseEntity.ok().eTag(ExpectedVersion.eTag(contact.version())).body(contact));
  }

  /** Corrects a contact: it stays to be seen, and does not count any more. */
  @PostMapping("/{id}/corrections")
  Mono<ResponseEntity<CorrectedContact>> correct(
      Caller caller,
      @PathVariable UUID familyId,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody CorrectContactRequest request) {
    return idempotency.once(
        key,
        request,
        CorrectedContact.class,
        () ->
            log.correct(caller, familyId, id, expected, request)
                .map(corrected -> corrected(familyId, corrected)));
  }

  private static ResponseEntity<LoggedContact> created(LoggedContact contact) {
    return ResponseEntity.created(address(contact.familyId(), contact.id()))
        .eTag(ExpectedVersion.eTag(contact.version()))
        .body(contact);
  }

  private static ResponseEntity<CorrectedContact> corrected(
      UUID familyId, CorrectedContact corrected) {
    UUID shown = corrected.replacedBy() == null ? corrected.id() : corrected.replacedBy();
    return ResponseEntity.created(address(familyId, shown))
        .eTag(ExpectedVersion.eTag(corrected.version()))
        .body(corrected);
  }

  private static URI address(UUID familyId, UUID id) {
    return URI.create("/api/v1/families/%s/contacts/%s".formatted(familyId, id));
  }
}
