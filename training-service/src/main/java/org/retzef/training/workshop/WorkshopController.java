package org.retzef.training.workshop;

import java.net.URI;
import java.time.LocalDate;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/workshops")
class WorkshopController {

  private final Workshops workshops;
  private final Idempotency idempotency;

  WorkshopController(Workshops workshops, Idempotency idempotency) {
    this.workshops = workshops;
    this.idempotency = idempotency;
  }

  /** Records a workshop that was held. */
  @PostMapping
  Mono<ResponseEntity<Workshop>> keep(
      Caller caller, OptionalIdempotencyKey key, @RequestBody Workshop workshop) {
    return idempotency.once(
        key,
        workshop,
        Workshop.class,
        () ->
            workshops
                .keep(caller, workshop)
                .map(kept -> ResponseEntity.created(URI.create("/api/v1/workshops")).body(kept)));
  }

  /** In how many centres and authorities workshops were held, by what they are about. */
  @GetMapping
  Mono<Page<WorkshopFigures>> figures(
      Caller caller, @RequestParam LocalDate from, @RequestParam LocalDate until) {
    return workshops.figures(caller, from, until).map(Page::whole);
  }
}
