package org.retzef.rights.enquiry;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/enquiries")
class EnquiryController {

  private final Enquiries enquiries;
  private final Outbox outbox;
  private final Idempotency idempotency;
  private final Commands commands;
  private final Clock clock;

  EnquiryController(
      Enquiries enquiries, Outbox outbox, Idempotency idempotency, Commands commands, Clock clock) {
    this.enquiries = enquiries;
    this.outbox = outbox;
    this.idempotency = idempotency;
    this.commands = commands;
    this.clock = clock;
  }

  /** Logs that somebody asked. */
  @PostMapping
  Mono<ResponseEntity<Enquiry>> log(
      Caller caller, OptionalIdempotencyKey key, @RequestBody LogEnquiryRequest request) {
    if (!caller.sees(request.unit())) {
      return Mono.error(new EnquiryUnitNotFound());
    }
    UUID id = Ids.next();
    return idempotency.once(
        key,
        request,
        Enquiry.class,
        () ->
            enquiries
                .insert(caller, id, request)
                .then(
                    outbox.append(
                        new EnquiryEvent.Logged(
                            id,
                            request.unit(),
                            request.line(),
                            request.topic(),
                            request.askedAt())))
                .then(enquiries.find(caller, id))
                .map(
                    logged ->
                        ResponseEntity.created(URI.create("/api/v1/enquiries/" + id))
                            .eTag(ExpectedVersion.eTag(logged.version()))
                            .body(logged)));
  }

  /** Lists enquiries, the first one first. */
  @GetMapping
  Mono<ResponseEntity<Page<Enquiry>>> list(Caller caller, PageRequest page) {
    return enquiries.list(caller, page).map(page::answer);
  }

  /**
   * Counts enquiries by line and topic, with the median time to the answer; this year's if no days
   * are given.
   */
  @GetMapping("/counts")
  Mono<Page<EnquiryCount>> count(
      Caller caller,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to) {
    LocalDate first = from == null ? LocalDate.now(clock).withDayOfYear(1) : from;
    LocalDate last = to == null ? LocalDate.now(clock) : to;
    return enquiries
        .count(
            caller,
            first.atStartOfDay(clock.getZone()).toInstant(),
            last.plusDays(1).atStartOfDay(clock.getZone()).toInstant())
        .map(Page::whole);
  }

  /** Shows an enquiry. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<Enquiry>> get(Caller caller, @PathVariable UUID id) {
    return enquiries.find(caller, id).map(EnquiryController::found);
  }

  /** Records the answer. */
  @PostMapping("/{id}/answer")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Enquiry>> answer(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody AnswerEnquiryRequest request) {
    return commands
        .run(
            () ->
                enquiries
                    .lock(caller, id)
                    .doOnNext(enquiry -> requireOpen(enquiry, expected, request))
                    .then(enquiries.answer(id, request))
                    .then(enquiries.find(caller, id)))
        .map(EnquiryController::found);
  }

  private static void requireOpen(
      Enquiry enquiry, ExpectedVersion expected, AnswerEnquiryRequest request) {
    expected.orRefuse(enquiry.version(), enquiry);
    if (enquiry.outcome() != null) {
      throw new EnquiryAnswered();
    }
    if (request.answeredAt().isBefore(enquiry.askedAt())) {
      throw new InvalidInput(Fault.of("answeredAt", "date-before-start"));
    }
  }

  private static ResponseEntity<Enquiry> found(Enquiry enquiry) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(enquiry.version())).body(enquiry);
  }
}
