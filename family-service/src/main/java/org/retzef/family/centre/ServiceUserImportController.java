package org.retzef.family.centre;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.retzef.family.unit.Unit;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.problem.Refusal;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/centres/{path}/service-users/imports")
class ServiceUserImportController {

  private static final int LARGEST_FILE = 8 * 1024 * 1024;
  private static final String REPLAYED = "Idempotency-Replayed";

  private final ServiceUserImporting importing;
  private final ServiceUserImports imports;
  private final CentreReception reception;
  private final Idempotency idempotency;

  ServiceUserImportController(
      ServiceUserImporting importing,
      ServiceUserImports imports,
      CentreReception reception,
      Idempotency idempotency) {
    this.importing = importing;
    this.imports = imports;
    this.reception = reception;
    this.idempotency = idempotency;
  }

  /**
   * Takes many people into a centre: a person a line, as one is taken in singly, with a {@code
   * rowKey}; up to 8 MiB. A key that is there already changes nothing, so that a file can be sent
   * again.
   *
   * @param dryRun only checks
   */
  @PostMapping(consumes = MediaType.APPLICATION_NDJSON_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_NDJSON_VALUE,
              schema = @Schema(type = "string")))
  Mono<ResponseEntity<ServiceUserImport>> run(
      Caller caller,
      @PathVariable String path,
      OptionalIdempotencyKey key,
      @RequestParam(defaultValue = "false") boolean dryRun,
      ServerHttpRequest http) {
    return reception
        .openCentre(caller, path)
        .zipWith(
            DataBufferUtils.join(http.getBody(), LARGEST_FILE)
                .onErrorMap(
                    DataBufferLimitException.class,
                    tooLarge -> new Refusal(Refusal.Kind.TOO_LARGE, "body-too-large"))
                .map(ServiceUserImportController::text)
                .defaultIfEmpty(""))
        .flatMap(found -> once(caller, key, found.getT1(), new Repeatable(dryRun, found.getT2())));
  }

  /**
   * The first answer comes before the rows; whoever repeats it gets that one, and no rows again.
   */
  private Mono<ResponseEntity<ServiceUserImport>> once(
      Caller caller, OptionalIdempotencyKey key, Unit centre, Repeatable sent) {
    return idempotency
        .once(
            key,
            sent,
            ServiceUserImport.class,
            () ->
                importing
                    .begin(caller, centre, sent.dryRun())
                    .map(ServiceUserImportController::accepted))
        .flatMap(
            answer ->
                answer.getHeaders().containsHeader(REPLAYED)
                    ? Mono.just(answer)
                    : importing
                        .take(centre, Objects.requireNonNull(answer.getBody()), sent.file())
                        .map(ServiceUserImportController::accepted));
  }

  /** What a repetition must have in common with the first; only its fingerprint is kept. */
  private record Repeatable(boolean dryRun, String file) {

    @Override
    public String toString() {
      return "Repeatable";
    }
  }

  /** Shows how far an import into the centre is, and what is wrong with its rows. */
  @GetMapping("/{id}")
  Mono<ServiceUserImport> get(Caller caller, @PathVariable String path, @PathVariable UUID id) {
    return reception.centre(caller, path).flatMap(centre -> imports.find(centre, id));
  }

  private static String text(DataBuffer body) {
    String text = body.toString(StandardCharsets.UTF_8);
    DataBufferUtils.release(body);
    return text;
  }

  private static ResponseEntity<ServiceUserImport> accepted(ServiceUserImport received) {
    return ResponseEntity.accepted()
        .location(
            URI.create(
                "/api/v1/centres/%s/service-users/imports/%s"
                    .formatted(received.centre(), received.id())))
        .body(received);
  }
}
