package org.retzef.basket.request;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.many.ManyRows;
import org.retzef.basket.many.RowsDone;
import org.retzef.basket.many.RowsDone.Done;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.problem.Text;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/requests")
class ManyRequestsController {

  private final RequestSubmission submission;
  private final RequestDecision decision;
  private final ManyRows many;

  ManyRequestsController(RequestSubmission submission, RequestDecision decision, ManyRows many) {
    this.submission = submission;
    this.decision = decision;
    this.many = many;
  }

  record SubmitMany(
      @NotNull @Size(min = 1, max = ManyRows.MOST) List<@NotNull @Valid FromBasket> requests) {}

  record FromBasket(@NotNull UUID basketId, @NotNull @Valid SubmitRequest request) {}

  record DecideMany(
      @NotNull @Size(min = 1, max = ManyRows.MOST) List<@NotNull @Valid OnRequest> decisions) {}

  /**
   * @param version of the request, as the one who decides has seen it
   * @param reasonCode needed for a refusal and a return
   * @param note for the worker and the family
   */
  record OnRequest(
      @NotNull UUID requestId,
      @NotNull Long version,
      @NotNull Decision.Verdict decision,
      Decision.@Nullable Reason reasonCode,
      @Nullable @Text(max = 1000, multiline = true) String note) {

    @Override
    public String toString() {
      return "OnRequest " + decision;
    }
  }

  /**
   * Asks for many things out of many baskets, each by itself: what one basket has not left for is
   * refused in its row and holds up no other.
   */
  @PostMapping
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<RowsDone>> submit(
      Caller caller, IdempotencyKey key, @RequestBody SubmitMany many) {
    return this.many.each(
        key,
        many.requests(),
        row ->
            submission
                .submit(caller, row.basketId(), row.request())
                .map(made -> new Done(made.id(), made.status().name(), made.version())));
  }

  /** Decides on many requests, each by itself, with all that is asked of one decision. */
  @PostMapping("/decisions")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<RowsDone>> decide(
      Caller caller, IdempotencyKey key, @RequestBody DecideMany many) {
    return this.many.each(key, many.decisions(), row -> decide(caller, row));
  }

  private Mono<Done> decide(Caller caller, OnRequest row) {
    return decision
        .decide(
            caller,
            row.requestId(),
            new ExpectedVersion(row.version()),
            new DecideRequest(row.decision(), row.reasonCode(), row.note()))
        .map(made -> new Done(made.requestId(), made.status().name(), made.version()));
  }
}
