package org.retzef.training.usage;

import java.net.URI;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.training.fileimport.FileImport;
import org.retzef.training.fileimport.FileReceiving;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/site-usage")
class UsageController {

  private final FileReceiving receiving;
  private final UsageImport usage;
  private final UsageReport report;
  private final Idempotency idempotency;

  UsageController(
      FileReceiving receiving, UsageImport usage, UsageReport report, Idempotency idempotency) {
    this.receiving = receiving;
    this.usage = usage;
    this.report = report;
    this.idempotency = idempotency;
  }

  /**
   * Takes in entries to the site: {@code day}, {@code unit}, {@code role}, {@code user}, {@code
   * entries} and perhaps {@code rowKey}, as a JSON object a line or as CSV with a header. A row
   * counts once: by its key, or without one by day, unit, role and user.
   *
   * @param dryRun only checks
   */
  @PostMapping(
      path = "/imports",
      consumes = {MediaType.APPLICATION_NDJSON_VALUE, "text/csv"})
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<ResponseEntity<FileImport>> run(
      Caller caller, @RequestParam(defaultValue = "false") boolean dryRun, ServerHttpRequest http) {
    return receiving
        .receive(caller, usage, dryRun, http)
        .map(
            received ->
                ResponseEntity.accepted()
                    .location(URI.create("/api/v1/site-usage/imports/" + received.id()))
                    .body(received));
  }

  /** How far the caller's import is, and what was wrong with its rows. */
  @GetMapping("/imports/{id}")
  Mono<FileImport> get(Caller caller, @PathVariable UUID id) {
    return receiving.find(caller, usage, id);
  }

  /** Use of the site by department and role, with answers to follow-ups and sample talks. */
  @GetMapping
  Mono<SiteUsage> of(Caller caller, @RequestParam LocalDate from, @RequestParam LocalDate until) {
    return report.of(caller, from, until);
  }

  /** Records a sample talk. */
  @PostMapping("/talks")
  Mono<ResponseEntity<SampleTalk>> keep(
      Caller caller, OptionalIdempotencyKey key, @RequestBody SampleTalk talk) {
    return idempotency.once(
        key,
        talk,
        SampleTalk.class,
        () ->
            report
                .keep(caller, talk)
                .map(kept -> ResponseEntity.created(URI.create("/api/v1/site-usage")).body(kept)));
  }
}
