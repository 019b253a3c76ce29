package org.retzef.family.fit;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.family.AsOf;
import org.retzef.family.fit.rules.Criterion;
import org.retzef.family.programme.Programmes;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
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
@RequestMapping("/api/v1/tracks/{track}/criteria")
class CriterionController {

  private final Criteria criteria;
  private final CriterionChange changes;
  private final Programmes programmes;
  private final Idempotency idempotency;
  private final Clock clock;

  CriterionController(
      Criteria criteria,
      CriterionChange changes,
      Programmes programmes,
      Idempotency idempotency,
      Clock clock) {
    this.criteria = criteria;
    this.changes = changes;
    this.programmes = programmes;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /**
   * Lists the criteria of a track that are in force on a day.
   *
   * @param asOf today, if left out
   */
  @GetMapping
  Mono<Page<Criterion>> list(
      @PathVariable String track,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf) {
    return programmes
        .requireTrack(track)
        .thenMany(criteria.of(track, AsOf.any(asOf, clock)))
        .collectList()
        .map(Page::whole);
  }

  /** Words a criterion of a track anew from a day on, or adds one. */
  @PostMapping
  Mono<ResponseEntity<Criterion>> change(
      Caller caller,
      @PathVariable String track,
      OptionalIdempotencyKey key,
      @RequestBody CriterionRequest request) {
    return idempotency.once(
        key,
        request,
        Criterion.class,
        () -> changes.change(caller, track, request).map(CriterionController::created));
  }

  private static ResponseEntity<Criterion> created(Criterion criterion) {
    return ResponseEntity.created(
            URI.create("/api/v1/tracks/%s/criteria".formatted(criterion.track())))
        .eTag(ExpectedVersion.eTag(criterion.version()))
        .body(criterion);
  }
}
