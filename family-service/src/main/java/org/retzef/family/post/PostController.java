package org.retzef.family.post;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.AsOf;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class PostController {

  private final Posts posts;
  private final PostHolding holding;
  private final Idempotency idempotency;
  private final Commands commands;
  private final Clock clock;

  PostController(
      Posts posts, PostHolding holding, Idempotency idempotency, Commands commands, Clock clock) {
    this.posts = posts;
    this.holding = holding;
    this.idempotency = idempotency;
    this.commands = commands;
    this.clock = clock;
  }

  /** The posts of headquarters and districts, each with the role of whoever holds it. */
  @GetMapping("/posts")
  Mono<Page<Post>> posts() {
    return posts.all().map(Page::whole);
  }

  /**
   * For which programmes a post answers, and when.
   *
   * @param asOf only on this day
   */
  @GetMapping("/posts/{post}/terms")
  Mono<Page<PostTerm>> terms(
      Caller caller,
      @PathVariable String post,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf) {
    LocalDate day = asOf == null ? null : AsOf.any(asOf, clock);
    return posts.find(post).then(posts.terms(caller, post, null, day)).map(Page::whole);
  }

  /** Has a post answer for a programme from a day on; one holder at a time. */
  @PostMapping("/posts/{post}/terms")
  Mono<ResponseEntity<PostTerm>> begin(
      Caller caller,
      @PathVariable String post,
      OptionalIdempotencyKey key,
      @RequestBody TermRequest request) {
    return idempotency.once(
        key,
        request,
        PostTerm.class,
        () ->
            holding
                .begin(caller, post, request)
                .map(
                    term ->
                        ResponseEntity.created(
                                URI.create("/api/v1/posts/%s/terms/%s".formatted(post, term.id())))
                            .eTag(ExpectedVersion.eTag(term.version()))
                            .body(term)));
  }

  @GetMapping("/posts/{post}/terms/{id}")
  Mono<ResponseEntity<PostTerm>> term(@PathVariable String post, @PathVariable UUID id) {
    return posts.term(post, id).map(PostController::shown);
  }

  /** Sets a term's last day: from the next one on, its holder answers for the programme no more. */
  @PutMapping("/posts/{post}/terms/{id}/end")
  Mono<ResponseEntity<PostTerm>> end(
      Caller caller,
      @PathVariable String post,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody EndTermRequest request) {
    return commands
        .run(() -> holding.end(caller, post, id, expected, request.until()))
        .map(PostController::shown);
  }

  /**
   * Which posts answer for a programme on a day.
   *
   * @param asOf today, if left out
   */
  @GetMapping("/programmes/{programme}/posts")
  Mono<Page<PostTerm>> ofProgramme(
      Caller caller,
      @PathVariable String programme,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf) {
    return holding.answering(caller, programme, AsOf.any(asOf, clock)).map(Page::whole);
  }

  private static ResponseEntity<PostTerm> shown(PostTerm term) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(term.version())).body(term);
  }
}
