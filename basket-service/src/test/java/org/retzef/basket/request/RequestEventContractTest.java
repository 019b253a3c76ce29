package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class RequestEventContractTest {

  private static final LocalDate DAY = LocalDate.of(2026, 2, 1);

  @Test
  void tellsASubmission() {
    var event = submitted(Mode.ROUTINE);
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
    assertThat(EventContract.faultsOf(submitted(Mode.EMERGENCY))).isEmpty();
  }

  private static RequestEvent submitted(Mode mode) {
    RequestMoved same = moved(RequestStatus.SUBMITTED);
    return new RequestEvent.Submitted(
        same.requestId(),
        same.basketId(),
        same.familyId(),
        same.unit(),
        same.categories(),
        same.amount(),
        mode);
  }

  @Test
  void tellsASubmissionAgain() {
    var event = RequestEvent.Submitted.again(moved(RequestStatus.SUBMITTED));
    assertThat(EventContract.faultsOf(event)).isEmpty();
  }

  @Test
  void tellsAnApproval() {
    var event = RequestEvent.Decided.of(toDecide(), decision(Decision.Verdict.APPROVE, null));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @ParameterizedTest
  @EnumSource
  void tellsEveryReason(Decision.Reason reason) {
    for (Decision.Verdict verdict : Decision.Verdict.values()) {
      var event = RequestEvent.Decided.of(toDecide(), decision(verdict, reason));
      assertThat(EventContract.faultsOf(event)).isEmpty();
      assertThat(EventContract.told(event).toString()).doesNotContain("a note");
    }
  }

  @Test
  void tellsAWithdrawal() {
    var event = RequestEvent.Decided.withdrawn(moved(RequestStatus.WITHDRAWN), DAY);
    assertThat(EventContract.faultsOf(event)).isEmpty();
  }

  @Test
  void catchesAStatusThatNoDecisionLeadsTo() {
    var event = RequestEvent.Decided.withdrawn(moved(RequestStatus.PAID), DAY);
    assertThat(EventContract.faultsOf(event)).contains("status");
  }

  private static Decision decision(Decision.Verdict verdict, Decision.Reason reason) {
    return new Decision(UUID.randomUUID(), verdict, 2, reason, "a note", DAY, null, null, null);
  }

  private static RequestToDecide toDecide() {
    RequestMoved same = moved(RequestStatus.SUBMITTED);
    return new RequestToDecide(
        same.requestId(),
        same.basketId(),
        same.familyId(),
        same.unit(),
        same.amount(),
        RequestStatus.SUBMITTED,
        2,
        1,
        1,
        1,
        Set.of("worker-1"),
        Set.of(),
        false);
  }

  private static RequestMoved moved(RequestStatus after) {
    return new RequestMoved(
        UUID.fromString("018f3b63-4065-7183-8e70-ae516f708192"),
        UUID.fromString("018f3b64-5176-7294-9f81-bf62708192a3"),
        UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d"),
        new UnitPath("IL.SOUTH.A2630.D1"),
        new Money(190000),
        List.of("HOUSEHOLD_EQUIPMENT"),
        RequestStatus.DRAFT,
        after,
        2);
  }
}
