package org.retzef.family.centre;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.family.rowimport.FileType;
import org.retzef.family.rowimport.OnError;
import org.retzef.family.rowimport.RowFile;
import org.retzef.family.rowimport.RowImport;
import org.retzef.family.rowimport.RowImporting;
import org.retzef.family.rowimport.RowImports;
import org.retzef.family.rowimport.RowWords;
import org.retzef.family.unit.Unit;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/centres/{path}/service-users/imports")
class ServiceUserImportController {

  private final ServiceUserRows rows;
  private final RowImporting importing;
  private final RowImports imports;
  private final RowWords words;
  private final CentreReception reception;

  ServiceUserImportController(
      ServiceUserRows rows,
      RowImporting importing,
      RowImports imports,
      RowWords words,
      CentreReception reception) {
    this.rows = rows;
    this.importing = importing;
    this.imports = imports;
    this.words = words;
    this.reception = reception;
  }

  /**
   * Takes many people into a centre: a person a line, as one is taken in singly, with a {@code
   * rowKey}; up to 8 MiB. In {@code text/csv} the header row names the same fields: {@code rowKey,
   * givenName, familyName, nationalId, birthDate, sex, joinedOn}. A key that is there already
   * changes nothing, so that a file can be sent again.
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
  Mono<ResponseEntity<ServiceUserImport>> run(
      Caller caller,
      @PathVariable String path,
      OptionalIdempotencyKey key,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @RequestParam(defaultValue = "REFUSE") OnError onError,
      ServerHttpRequest http) {
    return reception
        .openCentre(caller, path)
        .flatMap(
            centre ->
                importing.receive(
                    new RowFile<>(
                        rows,
                        centre.path().path(),
                        caller.subject(),
                        dryRun,
                        onError,
                        FileType.of(http.getHeaders().getContentType()),
                        person -> faultsOf(person, centre)),
                    key,
                    http.getBody(),
                    ServiceUserImport.class,
                    file -> accepted(centre.path(), file, http)));
  }

  private static List<Fault> faultsOf(ImportedServiceUser person, Unit centre) {
    List<Fault> faults = new ArrayList<>(person.request().faults());
    if (!centre.isOpenOn(person.joinedOn())) {
      faults.add(Fault.of("joinedOn", "unit-closed"));
    }
    return faults;
  }

  /** Shows how far an import into the centre is, and what is wrong with its rows. */
  @GetMapping("/{id}")
  Mono<ServiceUserImport> get(
      Caller caller, @PathVariable String path, @PathVariable UUID id, ServerHttpRequest http) {
    return reception
        .centre(caller, path)
        .flatMap(
            centre -> imports.find(rows, centre.path(), id).map(file -> told(centre, file, http)));
  }

  private ServiceUserImport told(UnitPath centre, RowImport file, ServerHttpRequest http) {
    return ServiceUserImport.of(
        centre, file, words.of(file.faults(), Languages.of(http.getHeaders())));
  }

  private ResponseEntity<ServiceUserImport> accepted(
      UnitPath centre, RowImport file, ServerHttpRequest http) {
    return ResponseEntity.accepted()
        .location(
            URI.create("/api/v1/centres/%s/service-users/imports/%s".formatted(centre, file.id())))
        .body(told(centre, file, http));
  }
}
