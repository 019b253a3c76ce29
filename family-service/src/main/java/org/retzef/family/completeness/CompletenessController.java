package org.retzef.family.completeness;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Families;
import org.retzef.family.unit.Unit;
import org.retzef.family.unit.Units;
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
@RequestMapping("/api/v1")
class CompletenessController {

  private final Completeness completeness;
  private final Families families;
  private final Units units;

  CompletenessController(Completeness completeness, Families families, Units units) {
    this.completeness = completeness;
    this.families = families;
    this.units = units;
  }

  /** Tells what a family's file holds of what it should. */
  @GetMapping("/families/{familyId}/completeness")
  Mono<FamilyCompleteness> ofFamily(Caller caller, @PathVariable UUID familyId) {
    return families.unitOf(caller, familyId).then(Mono.defer(() -> completeness.of(familyId)));
  }

  /** Tells what the files of a unit's families hold of what they should, by item and department. */
  @GetMapping("/units/{path}/completeness")
  Mono<UnitCompleteness> ofUnit(Caller caller, @PathVariable String path) {
    return units.find(caller, path).map(Unit::path).flatMap(completeness::of);
  }

  /**
   * Lists the families of a unit whose files lack something.
   *
   * @param item only those that lack this one; any, if left out
   */
  @GetMapping("/units/{path}/completeness/gaps")
  Mono<ResponseEntity<Page<FamilyGaps>>> gaps(
      Caller caller,
      @PathVariable String path,
      @RequestParam(required = false) @Nullable String item,
      PageRequest page) {
    return units
        .find(caller, path)
        .map(Unit::path)
        .flatMap(unit -> completeness.gaps(unit, item, page))
        .map(page::answer);
  }
}
