package org.retzef.rights.screening;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.rights.eligibility.rules.Answer;
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
@RequestMapping("/api/v1/screenings")
class ScreeningController {

  /** Of somebody nameless nothing is kept: this is where to ask again. */
  private static final URI NOWHERE = URI.create("/api/v1/screenings/anonymous");

  private final FamilyScreening screening;
  private final AnonymousCheck check;
  private final Screenings screenings;
  private final Overview overview;
  private final Idempotency idempotency;
  private final Clock clock;

  ScreeningController(
      FamilyScreening screening,
      AnonymousCheck check,
      Screenings screenings,
      Overview overview,
      Idempotency idempotency,
      Clock clock) {
    this.screening = screening;
    this.check = check;
    this.screenings = screenings;
    this.overview = overview;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** Screens a family and opens its take-up cases, or checks the facts of somebody nameless. */
  @PostMapping
  Mono<ResponseEntity<Screening>> screen(
      Caller caller, OptionalIdempotencyKey key, @RequestBody ScreenRequest request) {
    UUID familyId = request.familyId();
    if (familyId == null) {
      return check
          .check(required("facts", request.facts()), request.asOf(), true)
          .map(found -> ResponseEntity.created(NOWHERE).body(found));
    }
    if (request.facts() != null) {
      return Mono.error(new InvalidInput(Fault.of("facts", "facts-or-family")));
    }
    AtomicReference<Screening> made = new AtomicReference<>();
    return idempotency
        .once(
            key,
            request,
            Screening.Receipt.class,
            () ->
                screen(caller, familyId, request)
                    .doOnNext(made::set)
                    .map(ScreeningController::receipt))
        .flatMap(done -> show(caller, done, made.get()));
  }

  private Mono<Screening> screen(Caller caller, UUID familyId, ScreenRequest request) {
    List<Answer> answers = request.answers() == null ? List.of() : request.answers();
    LocalDate asOf = request.asOf() == null ? LocalDate.now(clock) : request.asOf();
    return screening.screen(caller.subject(), caller.unit(), familyId, answers, asOf, null);
  }

  private static ResponseEntity<Screening.Receipt> receipt(Screening made) {
    UUID id = Objects.requireNonNull(made.id());
    return ResponseEntity.created(URI.create("/api/v1/screenings/" + id))
        .body(new Screening.Receipt(id));
  }

  /** What is kept with an idempotency key holds no fact: a repetition's answer is read anew. */
  private Mono<ResponseEntity<Screening>> show(
      Caller caller, ResponseEntity<Screening.Receipt> done, @Nullable Screening made) {
    UUID id = Objects.requireNonNull(done.getBody()).id();
    return (made == null ? screenings.find(caller, id) : Mono.just(made))
        .map(
            found ->
                ResponseEntity.status(done.getStatusCode()).headers(done.getHeaders()).body(found));
  }

  private static List<Answer> required(String field, @Nullable List<Answer> facts) {
    if (facts == null) {
      throw new InvalidInput(Fault.of(field, "facts-or-family"));
    }
    return facts;
  }

  /** Checks the facts of somebody nameless. Open to everybody; nothing is kept. */
  @PostMapping("/anonymous")
  @ResponseStatus(HttpStatus.OK)
  Mono<Screening> checkAnonymously(@RequestBody AnonymousCheckRequest request) {
    return check.check(request.facts(), request.asOf(), false);
  }

  /** Lists a family's screenings, the first one first. */
  @GetMapping
  Mono<ResponseEntity<Page<ScreeningListItem>>> list(
      Caller caller, @RequestParam UUID familyId, PageRequest page) {
    return screenings.of(caller, familyId, page).map(page::answer);
  }

  /** Shows a screening with its reasons. */
  @GetMapping("/{id}")
  Mono<Screening> get(Caller caller, @PathVariable UUID id) {
    return screenings.find(caller, id);
  }

  /** Lists families by the known factors of non-take-up, most factors first. */
  @GetMapping("/priorities")
  Mono<ResponseEntity<Page<PriorityListItem>>> priorities(Caller caller, PageRequest page) {
    return overview.priorities(caller, page).map(page::answer);
  }

  /** Counts the families that temporary benefits leave out, by condition. */
  @GetMapping("/gaps")
  Mono<Page<Gap>> gaps(Caller caller) {
    return overview.gaps(caller).map(Page::whole);
  }
}
