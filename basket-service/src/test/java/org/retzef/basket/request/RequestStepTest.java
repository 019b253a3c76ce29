package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever steps are tried in whatever order, the table lets nothing wrong through. */
class RequestStepTest {

  private static final int WALKS = 20_000;
  private static final int STEPS_TRIED = 40;
  private static final long SEED = 20200918;

  @Test
  void noWalkReachesAVoucherWithoutApprovalNorMoneyWithoutTheFamilysYes() {
    var random = new Random(SEED);
    int paid = 0;
    for (int i = 0; i < WALKS; i++) {
      List<RequestStep> taken = walk(random);
      int ordered = taken.indexOf(RequestStep.ORDER);
      int payment = taken.indexOf(RequestStep.PAY);
      if (ordered >= 0) {
        assertThat(taken.subList(0, ordered)).as("%s", taken).endsWith(RequestStep.APPROVE);
      }
      if (payment >= 0) {
        paid++;
        assertThat(taken.subList(ordered, payment))
            .as("%s", taken)
            .isIn(
                List.of(RequestStep.ORDER, RequestStep.DELIVER, RequestStep.CONFIRM),
                List.of(
                    RequestStep.ORDER,
                    RequestStep.DELIVER,
                    RequestStep.DISPUTE,
                    RequestStep.SETTLE));
        assertIsPaidAndUndoneByTurns(taken.subList(payment, taken.size()));
      }
      int refused = taken.lastIndexOf(RequestStep.REJECT);
      if (refused >= 0 && refused < taken.size() - 1) {
        assertThat(taken.get(refused + 1)).as("%s", taken).isEqualTo(RequestStep.REOPEN);
      }
      for (var last : List.of(RequestStep.WITHDRAW, RequestStep.EXPIRE, RequestStep.CANCEL)) {
        assertThat(taken.indexOf(last)).as("%s in %s", last, taken).isIn(-1, taken.size() - 1);
      }
      assertThat(taken).areAtMost(1, condition(RequestStep.ORDER));
    }
    assertThat(paid).as("the walks reach the end").isPositive();
  }

  private static void assertIsPaidAndUndoneByTurns(List<RequestStep> taken) {
    for (int turn = 0; turn < taken.size(); turn++) {
      assertThat(taken.get(turn))
          .as("%d of %s", turn, taken)
          .isEqualTo(turn % 2 == 0 ? RequestStep.PAY : RequestStep.REVERSE);
    }
  }

  @Test
  void moneyIsBoundOnceAndFreedOnceOnEveryWalk() {
    var random = new Random(SEED);
    for (int i = 0; i < WALKS; i++) {
      RequestStatus status = RequestStatus.DRAFT;
      int bound = 0;
      for (RequestStep step : walk(random)) {
        bound += delta(status, step.to());
        status = step.to();
        assertThat(bound).as("%s after %s", status, step).isEqualTo(status.holdsMoney() ? 1 : 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"VOTE", "ESCALATE", "EDIT"})
  void everyStepLeadsSomewhereElse(RequestStep step) {
    assertThat(step.from()).isNotEmpty().doesNotContain(step.to());
  }

  private static int delta(RequestStatus from, RequestStatus to) {
    return (to.holdsMoney() ? 1 : 0) - (from.holdsMoney() ? 1 : 0);
  }

  /** The steps that the table let through, of many tried at random. */
  private static List<RequestStep> walk(Random random) {
    List<RequestStep> taken = new ArrayList<>();
    RequestStatus status = RequestStatus.DRAFT;
    for (int i = 0; i < STEPS_TRIED; i++) {
      RequestStep step = RequestStep.values()[random.nextInt(RequestStep.values().length)];
      if (step.from().contains(status)) {
        taken.add(step);
        status = step.to();
      }
    }
    return taken;
  }

  private static org.assertj.core.api.Condition<RequestStep> condition(RequestStep step) {
    return new org.assertj.core.api.Condition<>(step::equals, step.name());
  }
}
