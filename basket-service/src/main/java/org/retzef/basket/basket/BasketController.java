package org.retzef.basket.basket;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/baskets")
class BasketController {

  private final Baskets baskets;

  BasketController(Baskets baskets) {
    this.baskets = baskets;
  }

  @GetMapping
  Mono<ResponseEntity<Page<Basket>>> list(
      Caller caller, @RequestParam(required = false) @Nullable UUID familyId, PageRequest page) {
    return baskets.seenBy(caller, familyId, page).map(page::answer);
  }

  @GetMapping("/{id}")
  Mono<Basket> get(Caller caller, @PathVariable UUID id) {
    return baskets.find(caller, id);
  }
}
