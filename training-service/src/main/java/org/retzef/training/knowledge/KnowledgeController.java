package org.retzef.training.knowledge;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
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
@RequestMapping("/api/v1/knowledge-items")
class KnowledgeController {

  private final KnowledgeItems items;
  private final Idempotency idempotency;
  private final Clock clock;

  KnowledgeController(KnowledgeItems items, Idempotency idempotency, Clock clock) {
    this.items = items;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** Publishes a guide, or its next version. */
  @PostMapping
  Mono<ResponseEntity<KnowledgeItem>> publish(
      OptionalIdempotencyKey key, @RequestBody PublishRequest guide) {
    return idempotency.once(
        key,
        guide,
        KnowledgeItem.class,
        () ->
            items
                .publish(guide)
                .map(
                    item ->
                        ResponseEntity.created(URI.create("/api/v1/knowledge-items/" + item.code()))
                            .body(item)));
  }

  /**
   * All guides.
   *
   * @param asOf in the versions of this day; today if it is left out
   */
  @GetMapping
  Mono<Page<KnowledgeItem>> list(@RequestParam(required = false) @Nullable LocalDate asOf) {
    return items.inForce(day(asOf)).map(Page::whole);
  }

  /**
   * A guide.
   *
   * @param asOf in the version of this day; today if it is left out
   */
  @GetMapping("/{code}")
  Mono<KnowledgeItem> get(
      @PathVariable String code, @RequestParam(required = false) @Nullable LocalDate asOf) {
    return items.inForce(code, day(asOf));
  }

  private LocalDate day(@Nullable LocalDate asOf) {
    return Objects.requireNonNullElseGet(asOf, () -> LocalDate.now(clock));
  }
}
