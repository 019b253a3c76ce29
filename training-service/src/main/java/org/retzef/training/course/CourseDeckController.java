package org.retzef.training.course;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.Refusal;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/courses/{id}/deck")
class CourseDeckController {

  private static final int LARGEST = 1024 * 1024;
  private static final byte[] MAGIC = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  private final CourseDecks decks;
  private final Courses courses;
  private final Commands commands;

  CourseDeckController(CourseDecks decks, Courses courses, Commands commands) {
    this.decks = decks;
    this.courses = courses;
    this.commands = commands;
  }

  /** Keeps the course's slides, up to 1 MiB; those before them are shown no more. */
  @PostMapping(consumes = MediaType.APPLICATION_PDF_VALUE)
  Mono<ResponseEntity<Void>> add(Caller caller, @PathVariable UUID id, ServerHttpRequest http) {
    return DataBufferUtils.join(http.getBody(), LARGEST)
        .onErrorMap(
            DataBufferLimitException.class,
            tooLarge -> new Refusal(Refusal.Kind.TOO_LARGE, "body-too-large"))
        .map(CourseDeckController::pdf)
        .flatMap(pdf -> commands.run(() -> decks.add(caller, id, pdf)))
        .map(
            added -> ResponseEntity.created(URI.create("/api/v1/courses/" + id + "/deck")).build());
  }

  /** The course's slides. */
  @GetMapping(produces = MediaType.APPLICATION_PDF_VALUE)
  Mono<byte[]> get(Caller caller, @PathVariable UUID id) {
    return courses
        .find(caller, id)
        .then(Mono.defer(() -> decks.newestOf(id)))
        .switchIfEmpty(Mono.error(CourseNotFound::new));
  }

  private static byte[] pdf(DataBuffer body) {
    byte[] pdf = new byte[body.readableByteCount()];
    body.read(pdf);
    DataBufferUtils.release(body);
    if (!Arrays.equals(MAGIC, 0, MAGIC.length, pdf, 0, Math.min(pdf.length, MAGIC.length))) {
      throw new InvalidInput(Fault.of("", "deck-not-pdf"));
    }
    return pdf;
  }
}
