package org.retzef.family.figures;

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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/units/{path}")
class FiguresController {

  private final Units units;
  private final FiguresQuery figures;
  private final Clock clock;

  FiguresController(Units units, FiguresQuery figures, Clock clock) {
    this.units = units;
    this.figures = figures;
    this.clock = clock;
  }

  /**
   * Counts a unit with all below it, as of a day. The total is the sum of the children's totals and
   * the unit's own.
   *
   * @param asOf today, if left out; a coming day is refused
   */
  @GetMapping("/figures")
  Mono<UnitFigures> figures(
      Caller caller,
      @PathVariable String path,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf) {
    return units
        .find(caller, path)
        .flatMap(unit -> figures.of(unit.path(), AsOf.past(asOf, clock)));
  }

  /**
   * Counts the active families by authority and track, as of a day.
   *
   * @param asOf today, if left out; a coming day is refused
   */
  @GetMapping("/track-counts")
  Mono<ResponseEntity<Page<AuthorityTrackCount>>> trackCounts(
      Caller caller,
      @PathVariable String path,
      @RequestParam(required = false) @Nullable String track,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf,
      PageRequest page) {
    return units
        .find(caller, path)
        .flatMap(unit -> figures.perAuthority(unit.path(), AsOf.past(asOf, clock), track, page))
        .map(page::answer);
  }
}
