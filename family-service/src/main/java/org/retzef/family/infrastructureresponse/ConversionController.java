package org.retzef.family.infrastructureresponse;

import java.net.URI;
import java.util.UUID;
import java.util.function.Supplier;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/programmes/{programme}/conversions")
class ConversionController {

  private final ProgrammeConversion conversion;
  private final Conversions conversions;
  private final Idempotency idempotency;

  ConversionController(
      ProgrammeConversion conversion, Conversions conversions, Idempotency idempotency) {
    this.conversion = conversion;
    this.conversions = conversions;
    this.idempotency = idempotency;
  }

  /** Proposes that a programme becomes interventions of the departments of a unit. */
  @PostMapping
  Mono<ResponseEntity<Conversion>> propose(
      Caller caller,
      @PathVariable String programme,
      OptionalIdempotencyKey key,
      @RequestBody ProposeConversionRequest request) {
    return idempotency.once(
        key,
        request,
        Conversion.class,
        () -> conversion.propose(caller, programme, request).map(ConversionController::created));
  }

  /** Lists a programme's conversions, those taken back included. */
  @GetMapping
  Mono<ResponseEntity<Page<Conversion>>> list(
      Caller caller, @PathVariable String programme, PageRequest page) {
    return conversion
        .requireProgramme(programme)
        .then(conversions.of(caller, programme, page))
        .map(page::answer);
  }

  /** Shows a conversion. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<Conversion>> get(
      Caller caller, @PathVariable String programme, @PathVariable UUID id) {
    return conversions.find(caller, programme, id).map(ConversionController::found);
  }

  /** Applies a conversion: from its day on the enrolments are interventions. */
  @PostMapping("/{id}/application")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Conversion>> apply(
      Caller caller,
      @PathVariable String programme,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key) {
    return once(
        key, () -> conversion.move(caller, programme, id, expected, Conversion.State.APPLIED));
  }

  /** Confirms a conversion: from now on it cannot be taken back. */
  @PostMapping("/{id}/confirmation")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Conversion>> confirm(
      Caller caller,
      @PathVariable String programme,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key) {
    return once(
        key, () -> conversion.move(caller, programme, id, expected, Conversion.State.CONFIRMED));
  }

  /** Takes a conversion back that is not confirmed: everything is as it was. */
  @PostMapping("/{id}/reversal")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Conversion>> reverse(
      Caller caller,
      @PathVariable String programme,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key) {
    return once(
        key, () -> conversion.move(caller, programme, id, expected, Conversion.State.REVERSED));
  }

  private Mono<ResponseEntity<Conversion>> once(
      OptionalIdempotencyKey key, Supplier<Mono<Conversion>> command) {
    return idempotency.once(
        key, "", Conversion.class, () -> command.get().map(ConversionController::found));
  }

  private static ResponseEntity<Conversion> found(Conversion conversion) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(conversion.version())).body(conversion);
  }

  private static ResponseEntity<Conversion> created(Conversion conversion) {
    return ResponseEntity.created(
            URI.create(
                "/api/v1/programmes/%s/conversions/%s"
                    .formatted(conversion.programme(), conversion.id())))
        .eTag(ExpectedVersion.eTag(conversion.version()))
        .body(conversion);
  }
}
