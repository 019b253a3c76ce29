package org.retzef.family.unit;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.family.AsOf;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/centres/{path}/localities")
class CentreLocalityController {

  private final Units units;
  private final CentreLocalities localities;
  private final CentreService service;
  private final Idempotency idempotency;
  private final Commands commands;
  private final Clock clock;

  CentreLocalityController(
      Units units,
      CentreLocalities localities,
      CentreService service,
      Idempotency idempotency,
      Commands commands,
      Clock clock) {
    this.units = units;
    this.localities = localities;
    this.service = service;
    this.idempotency = idempotency;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * Lists the localities that an Otzma centre serves on a day; of an authority's path, the centres
   * that serve it.
   *
   * @param asOf today, if left out
   */
  @GetMapping
  Mono<Page<CentreLocality>> list(
      Caller caller,
      @PathVariable String path,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf) {
    return units
        .find(caller, path)
        .flatMap(unit -> localities.of(unit.path(), AsOf.any(asOf, clock)))
        .map(Page::whole);
  }

  /** Lets a centre serve one more locality; changes the centre, whose version is to be named. */
  @PostMapping
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Unit>> serve(
      Caller caller,
      @PathVariable String path,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody ServeLocalityRequest request) {
    return units
        .find(caller, path)
        .flatMap(
            unit ->
                idempotency.once(
                    key,
                    request,
                    Unit.class,
                    () ->
                        service
                            .serve(caller, unit.path(), expected, request)
                            .map(CentreLocalityController::changed)));
  }

  /** Ends a centre's service of a locality. */
  @PatchMapping("/{locality}")
  Mono<ResponseEntity<Unit>> end(
      Caller caller,
      @PathVariable String path,
      @PathVariable String locality,
      ExpectedVersion expected,
      @RequestBody EndLocalityRequest request) {
    return Mono.zip(units.find(caller, path), units.find(caller, locality))
        .flatMap(
            found -> {
              UnitPath centre = found.getT1().path();
              UnitPath served = found.getT2().path();
              return commands.run(() -> service.end(caller, centre, served, expected, request));
            })
        .map(CentreLocalityController::changed);
  }

  private static ResponseEntity<Unit> changed(Unit centre) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(centre.version())).body(centre);
  }
}
