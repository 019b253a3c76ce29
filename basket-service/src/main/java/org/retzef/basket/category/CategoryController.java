package org.retzef.basket.category;

import java.net.URI;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/categories")
class CategoryController {

  private final Categories categories;
  private final CategoryEditing editing;
  private final Idempotency idempotency;
  private final Commands commands;

  CategoryController(
      Categories categories, CategoryEditing editing, Idempotency idempotency, Commands commands) {
    this.categories = categories;
    this.editing = editing;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** What can be asked for today; what is for emergencies only where there is one. */
  @GetMapping
  Mono<Page<Category>> list(Caller caller) {
    return categories.today(caller).collectList().map(Page::whole);
  }

  @GetMapping("/{code}")
  Mono<ResponseEntity<CategoryState>> get(@PathVariable String code) {
    return editing.find(code).map(state -> answer(ResponseEntity.ok(), state));
  }

  /** Adds a category. */
  @PostMapping
  Mono<ResponseEntity<CategoryState>> add(
      Caller caller, OptionalIdempotencyKey key, @RequestBody AddCategoryRequest request) {
    return idempotency.once(
        key,
        request,
        CategoryState.class,
        () ->
            editing
                .add(caller, request.state())
                .map(
                    state ->
                        answer(
                            ResponseEntity.created(
                                URI.create("/api/v1/categories/" + state.code())),
                            state)));
  }

  /** Changes its names, or from when and until when it can be asked for. */
  @PatchMapping("/{code}")
  Mono<ResponseEntity<CategoryState>> change(
      Caller caller,
      ExpectedVersion expected,
      @PathVariable String code,
      @RequestBody ChangeCategoryRequest request) {
    return commands
        .run(() -> editing.change(caller, code, expected, request))
        .map(state -> answer(ResponseEntity.ok(), state));
  }

  /** Who changed it, when, and what; the newest first. */
  @GetMapping("/{code}/changes")
  Mono<Page<CategoryChange>> changes(@PathVariable String code) {
    return editing.find(code).thenMany(editing.changes(code)).collectList().map(Page::whole);
  }

  private static ResponseEntity<CategoryState> answer(
      ResponseEntity.BodyBuilder response, CategoryState state) {
    return response.eTag(ExpectedVersion.eTag(state.version())).body(state);
  }
}
