package org.retzef.basket.vendor;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.retzef.basket.category.Categories;
import org.retzef.basket.category.Category;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
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
@RequestMapping("/api/v1/vendors/{vendorId}/agreements")
class AgreementController {

  private final Vendors vendors;
  private final Agreements agreements;
  private final Categories categories;
  private final Idempotency idempotency;
  private final Commands commands;

  AgreementController(
      Vendors vendors,
      Agreements agreements,
      Categories categories,
      Idempotency idempotency,
      Commands commands) {
    this.vendors = vendors;
    this.agreements = agreements;
    this.categories = categories;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /**
   * Lets a vendor deliver in a unit and below it, from a day on; without one it delivers nowhere.
   */
  @PostMapping
  Mono<ResponseEntity<Agreement>> add(
      Caller caller,
      @PathVariable UUID vendorId,
      OptionalIdempotencyKey key,
      @RequestBody AddAgreementRequest request) {
    if (request.lastDay() != null && request.lastDay().isBefore(request.firstDay())) {
      throw new InvalidInput(Fault.of("lastDay", "period-ends-before-it-begins"));
    }
    Agreement agreement = newAgreement(caller, vendorId, request);
    return idempotency.once(
        key,
        request,
        Agreement.class,
        () ->
            vendors
                .find(vendorId)
                .then(requireCategories(agreement))
                .then(agreements.insert(agreement))
                .thenReturn(added(agreement)));
  }

  private Mono<Void> requireCategories(Agreement agreement) {
    return categories
        .all()
        .map(Category::code)
        .collect(Collectors.toSet())
        .doOnNext(known -> InvalidInput.ifAny(agreement.unknownCategories(known)))
        .then();
  }

  private static Agreement newAgreement(Caller caller, UUID vendorId, AddAgreementRequest request) {
    return new Agreement(
        Ids.next(),
        vendorId,
        request.unit(),
        request.firstDay(),
        request.lastDay(),
        requireNonNullElse(request.categories(), List.of()),
        requireNonNullElse(request.prices(), List.<AddAgreementRequest.Price>of()).stream()
            .map(price -> new Agreement.Price(price.category(), price.purpose(), price.price()))
            .toList(),
        caller.subject(),
        1);
  }

  /** Ends an agreement; what was ordered before is still delivered and paid. */
  @PatchMapping("/{id}")
  Mono<ResponseEntity<Agreement>> end(
      Caller caller,
      @PathVariable UUID vendorId,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody EndAgreementRequest request) {
    return commands
        .run(
            () ->
                agreements
                    .lock(vendorId, id)
                    .doOnNext(agreement -> requireChangeable(agreement, expected, request))
                    .then(agreements.end(id, request.lastDay(), caller.subject()))
                    .then(agreements.lock(vendorId, id)))
        .map(
            agreement ->
                ResponseEntity.ok()
                    .eTag(ExpectedVersion.eTag(agreement.version()))
                    .body(agreement));
  }

  private static void requireChangeable(
      Agreement agreement, ExpectedVersion expected, EndAgreementRequest request) {
    expected.orRefuse(agreement.version(), agreement);
    if (request.lastDay().isBefore(agreement.firstDay())) {
      throw new InvalidInput(Fault.of("lastDay", "period-ends-before-it-begins"));
    }
  }

  /** A vendor's agreements with their prices, those that have ended too. */
  @GetMapping
  Mono<Page<Agreement>> list(@PathVariable UUID vendorId) {
    return vendors.find(vendorId).thenMany(agreements.of(vendorId)).collectList().map(Page::whole);
  }

  private static ResponseEntity<Agreement> added(Agreement agreement) {
    return ResponseEntity.created(
            URI.create("/api/v1/vendors/" + agreement.vendorId() + "/agreements/" + agreement.id()))
        .eTag(ExpectedVersion.eTag(agreement.version()))
        .body(agreement);
  }
}
