package org.retzef.reporting.contradiction;

import org.retzef.platform.paging.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/contradictions")
class ContradictionController {

  private final Contradictions contradictions;

  ContradictionController(Contradictions contradictions) {
    this.contradictions = contradictions;
  }

  /** Plans and printed shares of plans that cannot all be true, each with both statements. */
  @GetMapping
  Mono<Page<Contradiction>> list() {
    return contradictions.all().map(Page::whole);
  }
}
