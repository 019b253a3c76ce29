package org.retzef.family.familyimport;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.retzef.family.enrolment.EarlierEnrolments;
import org.retzef.family.familyimport.FamilyImporting.Order;
import org.retzef.family.familyimport.FamilyImporting.ReceivedFile;
import org.retzef.family.rowimport.FileType;
import org.retzef.family.rowimport.OnError;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
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
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@RestController
@RequestMapping("/api/v1/family-imports")
class FamilyImportController {

  /** A file is read at its sender's pace: who sends slowly keeps nobody else's file waiting. */
  private static final Scheduler THREAD_OF_ITS_OWN =
      Schedulers.fromExecutor(Thread::startVirtualThread);

  private final FamilyImporting importing;
  private final Imports imports;
  private final Units units;
  private final EarlierEnrolments enrolments;
  private final Idempotency idempotency;

  FamilyImportController(
      FamilyImporting importing,
      Imports imports,
      Units units,
      EarlierEnrolments enrolments,
      Idempotency idempotency) {
    this.importing = importing;
    this.imports = imports;
    this.units = units;
    this.enrolments = enrolments;
    this.idempotency = idempotency;
  }

  /**
   * Takes in a file of families, of up to 50 MiB.
   *
   * <p>{@code application/x-ndjson}: a family per line, as it is registered, with a {@code
   * familyKey} and the {@code enrolments} that it had before, ended or not. {@code text/csv} in
   * UTF-8 with a header row: a member per row; the rows of a family follow one another. Its
   * columns: {@code familyKey, unit, preferredLanguage, phone, street, city, postcode, givenName,
   * familyName, nationalId, birthDate, sex, relation}, and {@code track, startDate, status,
   * endDate, reason} of an earlier enrolment, beside a member or in a row of its own. The same
   * file, or a family key of a department, changes nothing the second time.
   *
   * @param dryRun true only checks the file
   * @param onError whether the good families of a file with faults are loaded
   */
  @PostMapping(consumes = {FileType.TEXT_CSV, MediaType.APPLICATION_NDJSON_VALUE})
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequestBody(
      required = true,
      content = {
        @Content(mediaType = FileType.TEXT_CSV, schema = @Schema(type = "string")),
        @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string"))
      })
  Mono<ResponseEntity<FamilyImport>> upload(
      Caller caller,
      OptionalIdempotencyKey key,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @RequestParam(defaultValue = "REFUSE") OnError onError,
      ServerHttpRequest file) {
    UploadedFile.refuseTooLong(file.getHeaders().getContentLength());
    FileType type = FileType.of(file.getHeaders().getContentType());
    Order order = new Order(dryRun, onError, type == FileType.CSV);
    return units
        .departmentsSeenBy(caller)
        .zipWith(enrolments.rules())
        .publishOn(THREAD_OF_ITS_OWN)
        .map(
            known -> importing.receive(caller, known.getT1(), known.getT2(), order, file.getBody()))
        .flatMap(received -> decide(caller, key, received, Languages.of(file.getHeaders())));
  }

  private Mono<ResponseEntity<FamilyImport>> decide(
      Caller caller, OptionalIdempotencyKey key, ReceivedFile received, Locale language) {
    return idempotency
        .once(
            key,
            new Repeatable(received.hash(), received.order()),
            FamilyImport.class,
            () ->
                importing
                    .decide(received)
                    .flatMap(id -> imports.find(caller, id, language))
                    .map(FamilyImportController::accepted))
        .onErrorResume(refused -> importing.forget(received).then(Mono.error(refused)))
        .flatMap(
            answer ->
                isOf(received, answer)
                    ? Mono.just(answer)
                    : importing.forget(received).thenReturn(answer));
  }

  private static boolean isOf(ReceivedFile received, ResponseEntity<FamilyImport> answer) {
    FamilyImport told = answer.getBody();
    return told != null && told.id().equals(received.id());
  }

  /** Shows how far an import has come, and what is wrong with its rows. */
  @GetMapping("/{id}")
  Mono<FamilyImport> get(Caller caller, @PathVariable UUID id, ServerHttpRequest http) {
    return imports.find(caller, id, Languages.of(http.getHeaders()));
  }

  private static ResponseEntity<FamilyImport> accepted(FamilyImport accepted) {
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/family-imports/" + accepted.id()))
        .body(accepted);
  }

  /** What of an upload makes it the same as another. */
  private record Repeatable(String hash, Order order) {}
}
