package org.retzef.rights.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
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
  private final Clock clock;

  RightController(Rights rights, Clock clock) {
    this.rights = rights;
    this.clock = clock;
  }

  /** Lists the rights in force by code. */
  @GetMapping
  Mono<ResponseEntity<Page<RightListItem>>> list(
      @RequestParam(required = false) @Nullable Category category, PageRequest page) {
    return rights.inForce(category, page).map(page::answer);
  }

  /** Exports all rights in force in the format of Open Referral (HSDS 3). */
  @GetMapping("/export")
  Mono<Hsds> export(@RequestParam String format) {
    return format.equals("hsds")
        ? rights.allInForce().collectList().map(all -> Hsds.of(all, LocalDate.now(clock)))
        : Mono.error(new InvalidInput(Fault.of("format", "format-unknown")));
  }

  /** Shows a right as it is in force. */
  @GetMapping("/{code}")
  Mono<ResponseEntity<PublishedRight>> get(@PathVariable String code) {
    return rights
        .find(code)
        .map(right -> ResponseEntity.ok().eTag(ExpectedVersion.eTag(right.version())).body(right));
  }

  /** Shows the text of one version, as it stood. */
  @GetMapping("/{code}/versions/{version}")
  Mono<PublishedRight> version(@PathVariable String code, @PathVariable Integer version) {
    return rights.find(code, version);
  }

  /** Lists the versions of a right, the first one first. */
  @GetMapping("/{code}/versions")
  Mono<ResponseEntity<Page<RightVersion>>> versions(@PathVariable String code, PageRequest page) {
    return rights.find(code).then(rights.versions(code, page)).map(page::answer);
  }
}
