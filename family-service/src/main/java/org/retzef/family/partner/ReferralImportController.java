package org.retzef.family.partner;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
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
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/partner/imports")
class ReferralImportController {

  private static final int LARGEST_FILE = 8 * 1024 * 1024;
  private static final String REPLAYED = "Idempotency-Replayed";

  private final ReferralImporting importing;
  private final ReferralImports imports;
  private final Idempotency idempotency;

  ReferralImportController(
      ReferralImporting importing, ReferralImports imports, Idempotency idempotency) {
    this.idempotency = idempotency;
    this.importing = importing;
    this.imports = imports;
  }

  /**
   * Refers many at once: a referral a line, as it is sent singly, up to 8 MiB. A reference that is
   * there already changes nothing, so that a file can be sent again.
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
  Mono<ResponseEntity<ReferralImport>> run(
      Caller caller,
      @RequestAttribute PartnerAgreement agreement,
      IdempotencyKey key,
      @RequestParam(defaultValue = "false") boolean dryRun,
      ServerHttpRequest http) {
    return DataBufferUtils.join(http.getBody(), LARGEST_FILE)
        .onErrorMap(
            DataBufferLimitException.class,
            tooLarge -> new Refusal(Refusal.Kind.TOO_LARGE, "body-too-large"))
        .map(ReferralImportController::text)
        .flatMap(file -> once(caller, agreement, key, dryRun, file));
  }

  /**
   * The first answer comes before the rows; whoever repeats it gets that one, and no rows again.
   */
  private Mono<ResponseEntity<ReferralImport>> once(
      Caller caller, PartnerAgreement agreement, IdempotencyKey key, boolean dryRun, String file) {
    return idempotency
        .once(
            key,
            new Repeatable(dryRun, file),
            ReferralImport.class,
            () -> importing.begin(agreement, dryRun).map(ReferralImportController::accepted))
        .flatMap(
            answer ->
                answer.getHeaders().containsHeader(REPLAYED)
                    ? Mono.just(answer)
                    : importing
                        .run(caller, agreement, Objects.requireNonNull(answer.getBody()), file)
                        .map(ReferralImportController::accepted));
  }

  /** What a repetition must have in common with the first; only its fingerprint is kept. */
  private record Repeatable(boolean dryRun, String file) {}

  private static String text(DataBuffer body) {
    String text = body.toString(StandardCharsets.UTF_8);
    DataBufferUtils.release(body);
    return text;
  }

  private static ResponseEntity<ReferralImport> accepted(ReferralImport received) {
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/partner/imports/" + received.id()))
        .body(received);
  }

  @GetMapping("/{id}")
  Mono<ReferralImport> get(@RequestAttribute PartnerAgreement agreement, @PathVariable UUID id) {
    return imports.find(agreement.partner(), id);
  }
}
