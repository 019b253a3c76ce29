package org.retzef.training.session;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.training.fileimport.FileImport;
import org.retzef.training.fileimport.FileReceiving;
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
@RequestMapping("/api/v1/attendance-imports")
class AttendanceImportController {

  private final FileReceiving receiving;
  private final AttendanceImport attendance;

  AttendanceImportController(FileReceiving receiving, AttendanceImport attendance) {
    this.receiving = receiving;
    this.attendance = attendance;
  }

  /**
   * Takes in who attended: {@code sessionId} and {@code trainee}, as a JSON object a line or as CSV
   * with a header. Sent again, the file changes nothing.
   *
   * @param dryRun only checks
   */
  @PostMapping(consumes = {MediaType.APPLICATION_NDJSON_VALUE, "text/csv"})
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<ResponseEntity<FileImport>> run(
      Caller caller, @RequestParam(defaultValue = "false") boolean dryRun, ServerHttpRequest http) {
    return receiving
        .receive(caller, attendance, dryRun, http)
        .map(
            received ->
                ResponseEntity.accepted()
                    .location(URI.create("/api/v1/attendance-imports/" + received.id()))
                    .body(received));
  }

  /** How far the caller's import is, and what was wrong with its rows. */
  @GetMapping("/{id}")
  Mono<FileImport> get(Caller caller, @PathVariable UUID id) {
    return receiving.find(caller, attendance, id);
  }
}
