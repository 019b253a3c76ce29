package org.retzef.basket.request;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to requests. All that follows from a request is told in its order. */
sealed interface RequestEvent extends Event {

  UUID requestId();

  @Override
  default String topic() {
    return "retzef.basket.events";
  }

  @Override
  default String aggregateType() {
    return "request";
  }

  @Override
  default String aggregateId() {
    return requestId().toString();
  }

  /**
   * Its amount is reserved from here on. One that was returned or is reopened is submitted again.
   *
   * @param mode of the day on which it was asked for first; null where it is submitted again
   */
  record Submitted(
      UUID requestId,
      UUID basketId,
      UUID familyId,
      UnitPath unit,
      List<String> categories,
      Money amount,
      @Nullable Mode mode)
      implements RequestEvent {

    static Submitted of(UUID requestId, BasketToAsk basket, SubmitRequest request) {
      return new Submitted(
          requestId,
          basket.id(),
          basket.familyId(),
          basket.unit(),
          request.categories(),
          request.amount(),
          basket.mode());
    }

    static Submitted again(RequestMoved moved) {
      return new Submitted(
          moved.requestId(),
          moved.basketId(),
          moved.familyId(),
          moved.unit(),
          moved.categories(),
          moved.amount(),
          null);
    }

    @Override
    public String type() {
      return "org.retzef.request.submitted.v1";
    }
  }

  /**
   * @param decision {@code APPROVE}, {@code REJECT} or {@code RETURN} by who decides, {@code
   *     WITHDRAW} by a worker of the department or by time
   * @param tier of who decided; null for a withdrawal
   */
  record Decided(
      UUID requestId,
      UUID basketId,
      UUID familyId,
      UnitPath unit,
      Money amount,
      RequestStep decision,
      RequestStatus status,
      @Nullable Integer tier,
      Decision.@Nullable Reason reasonCode,
      LocalDate decidedOn)
      implements RequestEvent {

    static Decided of(RequestToDecide request, Decision decision) {
      RequestStep step = decision.decision().step();
      return new Decided(
          request.id(),
          request.basketId(),
          request.familyId(),
          request.unit(),
          request.amount(),
          step,
          step.to(),
          decision.tier(),
          decision.reasonCode(),
          decision.decidedOn());
    }

    static Decided withdrawn(RequestMoved moved, LocalDate today) {
      return new Decided(
          moved.requestId(),
          moved.basketId(),
          moved.familyId(),
          moved.unit(),
          moved.amount(),
          RequestStep.WITHDRAW,
          moved.after(),
          null,
          null,
          today);
    }

    @Override
    public String type() {
      return "org.retzef.request.decided.v1";
    }
  }
}
