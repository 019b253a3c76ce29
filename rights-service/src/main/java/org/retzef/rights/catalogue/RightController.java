package org.retzef.rights.catalogue;

import org.jspecify.annotations.Nullable;
import org.retzef.platform.idempotency.ExpectedVersion;
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
@RequestMapping("/api/v1/rights")
class RightController {

  private final Rights rights;

  RightController(Rights rights) {
    this.rights = rights;
  }

  @GetMapping
  Mono<ResponseEntity<Page<RightListItem>>> list(
      @RequestParam(required = false) @Nullable Category category, PageRequest page) {
    return rights.inForce(category, page).map(page::answer);
  }

  @GetMapping("/{code}")
  Mono<ResponseEntity<PublishedRight>> get(@PathVariable String code) {
    return rights
        .find(code)
        .map(right -> ResponseEntity.ok().eTag(ExpectedVersion.eTag(right.version())).body(right));
  }

  @GetMapping("/{code}/versions")
  Mono<ResponseEntity<Page<RightVersion>>> versions(@PathVariable String code, PageRequest page) {
    return rights.find(code).then(rights.versions(code, page)).map(page::answer);
  }
}
