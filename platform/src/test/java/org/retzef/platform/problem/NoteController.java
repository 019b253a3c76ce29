package org.retzef.platform.problem;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What people write down. */
@RestController
@RequestMapping("/api/v1/notes")
class NoteController {

  private static final UUID ID = new UUID(0x7000, 0x8000000000000000L);

  record Writing(@NotNull @Pattern(regexp = "[a-z]+|[0-9]+") String word) {}

  @GetMapping
  Mono<ResponseEntity<Page<Note>>> list(Caller caller, PageRequest page) {
    return Mono.just(page.answer(new Page<>(List.of(note()), null)));
  }

  @GetMapping("/{id}")
  Mono<ResponseEntity<Note>> get(@PathVariable UUID id) {
    return Mono.just(ResponseEntity.ok().eTag("\"1\"").body(note()));
  }

  /**
   * Writes something down.
   *
   * <p>Or does as if.
   */
  @PostMapping
  Mono<ResponseEntity<Note>> write(OptionalIdempotencyKey key, @RequestBody Writing writing) {
    return Mono.just(
        switch (writing.word()) {
          case "ok" -> ResponseEntity.ok(note());
          case "unversioned" -> ResponseEntity.created(URI.create("/1")).body(note());
          default -> ResponseEntity.created(URI.create("/1")).eTag("\"1\"").body(note());
        });
  }

  @PatchMapping("/{id}")
  Mono<Note> change(
      @PathVariable UUID id, ExpectedVersion expected, @RequestBody Note.Line changed) {
    return Mono.just(note());
  }

  @PostMapping("/{id}/payment")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<ResponseEntity<Note>> pay(
      @PathVariable UUID id, IdempotencyKey key, @Nullable ExpectedVersion expected) {
    return Mono.just(ResponseEntity.accepted().eTag("\"1\"").body(note()));
  }

  @PostMapping("/forgotten")
  Mono<Note> hasNoRule() {
    return Mono.just(note());
  }

  private static Note note() {
    return new Note(
        ID,
        new UnitPath("IL"),
        Note.Kind.SHORT,
        null,
        new Note.Line("x", null),
        new Note.Stamp("blue"),
        1);
  }
}
