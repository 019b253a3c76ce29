package org.retzef.family.partner;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.retzef.family.rowimport.FileType;
import org.retzef.family.rowimport.OnError;
import org.retzef.family.rowimport.RowFile;
import org.retzef.family.rowimport.RowImport;
import org.retzef.family.rowimport.RowImporting;
import org.retzef.family.rowimport.RowImports;
import org.retzef.family.rowimport.RowWords;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.Languages;
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

  private final ReferralRows rows;
  private final RowImporting importing;
  private final RowImports imports;
  private final RowWords words;
  private final Units units;

  ReferralImportController(
      ReferralRows rows, RowImporting importing, RowImports imports, RowWords words, Units units) {
    this.rows = rows;
    this.importing = importing;
    this.imports = imports;
    this.words = words;
    this.units = units;
  }

  /**
   * Refers many at once: a referral a line, as it is sent singly, up to 8 MiB. In {@code text/csv}
   * the header row names the same fields: {@code reference, unit, reason, person.givenName,
   * person.familyName, person.phone, person.preferredLanguage, person.nationalId, consent.how,
   * consent.givenOn, text, expiresOn}. A reference that is there already changes nothing, so that a
   * file can be sent again.
   *
   * @param dryRun only checks
   * @param onError whether the good rows of a file with faults are taken
   */
  @PostMapping(consumes = {FileType.TEXT_CSV, MediaType.APPLICATION_NDJSON_VALUE})
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequestBody(
      required = true,
      content = {
        @Content(mediaType = FileType.TEXT_CSV, schema = @Schema(type = "string")),
        @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string"))
      })
  Mono<ResponseEntity<ReferralImport>> run(
      Caller caller,
      @RequestAttribute PartnerAgreement agreement,
      IdempotencyKey key,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @RequestParam(defaultValue = "REFUSE") OnError onError,
      ServerHttpRequest http) {
    return units
        .departmentsSeenBy(caller)
        .flatMap(
            departments ->
                importing.receive(
                    new RowFile<>(
                        rows,
                        agreement.partner(),
                        caller.subject(),
                        dryRun,
                        onError,
                        FileType.of(http.getHeaders().getContentType()),
                        referral -> faultsOf(referral, departments)),
                    new OptionalIdempotencyKey(key),
                    http.getBody(),
                    ReferralImport.class,
                    file -> accepted(file, http)));
  }

  private static List<Fault> faultsOf(ReferRequest referral, Set<UnitPath> departments) {
    return departments.contains(referral.unit())
        ? List.of()
        : List.of(Fault.of("unit", "department-unknown"));
  }

  private ResponseEntity<ReferralImport> accepted(RowImport file, ServerHttpRequest http) {
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/partner/imports/" + file.id()))
        .body(told(file, http));
  }

  private ReferralImport told(RowImport file, ServerHttpRequest http) {
    return ReferralImport.of(file, words.of(file.faults(), Languages.of(http.getHeaders())));
  }

  @GetMapping("/{id}")
  Mono<ReferralImport> get(
      @RequestAttribute PartnerAgreement agreement, @PathVariable UUID id, ServerHttpRequest http) {
    return imports.find(rows, agreement.partner(), id).map(file -> told(file, http));
  }
}
