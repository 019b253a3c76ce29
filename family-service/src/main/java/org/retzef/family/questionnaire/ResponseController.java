package org.retzef.family.questionnaire;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/questionnaires/{id}")
class ResponseController {

  private final HandingOut handingOut;
  private final QuestionnaireAnswering answering;
  private final Distributions distributions;
  private final ResponseCounting counting;
  private final Idempotency idempotency;

  ResponseController(
      HandingOut handingOut,
      QuestionnaireAnswering answering,
      Distributions distributions,
      ResponseCounting counting,
      Idempotency idempotency) {
    this.handingOut = handingOut;
    this.answering = answering;
    this.distributions = distributions;
    this.counting = counting;
    this.idempotency = idempotency;
  }

  /** Hands the published version out, to a list or to a number of people. */
  @PostMapping("/distributions")
  Mono<ResponseEntity<Distribution>> handOut(
      Caller caller,
      @PathVariable UUID id,
      OptionalIdempotencyKey key,
      @RequestBody HandOutRequest request) {
    return idempotency.once(
        key,
        request,
        Distribution.class,
        () ->
            handingOut
                .handOut(caller, id, request)
                .map(done -> ResponseEntity.created(address(id, "distributions")).body(done)));
  }

  /** Lists where it was handed out, and how many have answered; never who. */
  @GetMapping("/distributions")
  Mono<ResponseEntity<Page<Distribution>>> distributions(
      Caller caller, @PathVariable UUID id, PageRequest page) {
    return distributions.of(caller.unit(), id, page).map(page::answer);
  }

  /** Takes the answers of one who was asked. Who that was is not kept with them. */
  @PostMapping("/responses")
  Mono<ResponseEntity<TakenResponse>> answer(
      Caller caller,
      @PathVariable UUID id,
      OptionalIdempotencyKey key,
      @RequestBody ResponseRequest request) {
    return idempotency.once(
        key,
        request,
        TakenResponse.class,
        () ->
            answering
                .answer(caller, id, request)
                .map(taken -> ResponseEntity.created(address(id, "responses")).body(taken)));
  }

  /**
   * Tells how many of those asked have answered, and what.
   *
   * @param number the version; the newest published one, if left out
   * @param unit where it was handed out; the caller's unit, if left out
   */
  @GetMapping("/responses")
  Mono<ResponseSummary> summary(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer number,
      @RequestParam(required = false) @Nullable String unit) {
    return counting.count(caller, id, number, unit);
  }

  private static URI address(UUID id, String what) {
    return URI.create("/api/v1/questionnaires/" + id + "/" + what);
  }
}
