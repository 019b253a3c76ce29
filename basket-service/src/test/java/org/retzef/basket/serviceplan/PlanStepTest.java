package org.retzef.basket.serviceplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** B17: whatever steps are tried in whatever order, the year goes by its table. */
class PlanStepTest {

  private static final int WALKS = 20_000;
  private static final int STEPS_TRIED = 40;
  private static final long SEED = 20230101;

  @Test
  void noWalkStartsWhatWasNotApprovedAsItStandsNorLeavesAYearThatIsClosed() {
    var random = new Random(SEED);
    Set<PlanStep> seen = EnumSet.noneOf(PlanStep.class);
    for (int i = 0; i < WALKS; i++) {
      List<PlanStep> taken = walk(random);
      seen.addAll(taken);
      for (int at = 0; at < taken.size(); at++) {
        PlanStep before = at == 0 ? null : taken.get(at - 1);
        switch (taken.get(at)) {
          case SUBMIT ->
              assertThat(before).as("%s", taken).isIn(null, PlanStep.RETURN, PlanStep.REVISE);
          case APPROVE, RETURN -> assertThat(before).as("%s", taken).isEqualTo(PlanStep.SUBMIT);
          case START -> assertThat(before).as("%s", taken).isEqualTo(PlanStep.APPROVE);
          case SUPERVISE -> assertThat(before).as("%s", taken).isEqualTo(PlanStep.START);
          case CLOSE -> {
            assertThat(before).as("%s", taken).isEqualTo(PlanStep.SUPERVISE);
            assertThat(at).as("nothing comes after it").isEqualTo(taken.size() - 1);
          }
          case REVISE ->
              assertThat(before)
                  .as("%s", taken)
                  .isIn(PlanStep.APPROVE, PlanStep.START, PlanStep.SUPERVISE);
        }
      }
    }
    assertThat(seen).as("the walks take every step").containsOnly(PlanStep.values());
  }

  @Test
  void everyStepLeadsSomewhereElse() {
    for (PlanStep step : PlanStep.values()) {
      assertThat(step.from()).as("%s", step).isNotEmpty().doesNotContain(step.to());
    }
  }

  private static List<PlanStep> walk(Random random) {
    List<PlanStep> taken = new ArrayList<>();
    PlanStatus status = PlanStatus.DRAFT;
    for (int i = 0; i < STEPS_TRIED; i++) {
      PlanStep step = PlanStep.values()[random.nextInt(PlanStep.values().length)];
      if (step.from().contains(status)) {
        taken.add(step);
        status = step.to();
      }
    }
    return taken;
  }
}
