package org.retzef.family.infrastructureresponse;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.family.AsOf;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class InterventionController {

  private final Units units;
  private final Conversions conversions;
  private final Clock clock;

  InterventionController(Units units, Conversions conversions, Clock clock) {
    this.units = units;
    this.conversions = conversions;
    this.clock = clock;
  }

  /**
   * Lists the interventions of a unit's departments on a day: the enrolments of programmes that
   * were converted there.
   *
   * @param asOf today, if left out
   */
  @GetMapping("/api/v1/units/{path}/interventions")
  Mono<ResponseEntity<Page<Intervention>>> list(
      Caller caller,
      @PathVariable String path,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf,
      PageRequest page) {
    return units
        .find(caller, path)
        .flatMap(
            unit -> conversions.interventions(caller, unit.path(), AsOf.any(asOf, clock), page))
        .map(page::answer);
  }
}
