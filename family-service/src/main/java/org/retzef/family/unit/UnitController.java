package org.retzef.family.unit;

import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/units")
class UnitController {

  private final Units units;

  UnitController(Units units) {
    this.units = units;
  }

  /** Lists the caller's unit and all below it. */
  @GetMapping
  Mono<ResponseEntity<Page<Unit>>> list(Caller caller, PageRequest page) {
    return units.seenBy(caller, page).map(page::answer);
  }

  /** Shows a unit. */
  @GetMapping("/{path}")
  Mono<ResponseEntity<Unit>> get(Caller caller, @PathVariable String path) {
    return find(caller, path)
        .map(unit -> ResponseEntity.ok().eTag(ExpectedVersion.eTag(unit.version())).body(unit));
  }

  /** Lists who runs staff and training of a district, and since when. */
  @GetMapping("/{path}/operators")
  Mono<Page<Operator>> operators(Caller caller, @PathVariable String path) {
    return find(caller, path)
        .flatMapMany(unit -> units.operators(unit.path()))
        .collectList()
        .map(Page::whole);
  }

  private Mono<Unit> find(Caller caller, String path) {
    return Mono.fromSupplier(() -> new UnitPath(path))
        .onErrorMap(IllegalArgumentException.class, malformed -> new UnitNotFound())
        .flatMap(unit -> units.find(caller, unit));
  }
}
