package org.retzef.family.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class PlanEventContractTest {

  @Test
  void tellsAnApprovedPlanByNumbers() {
    var event =
        approved(
            List.of(
                goal(PlanDomain.DEBTS, Aspect.BASIC_NEEDS),
                goal(PlanDomain.DEBTS, Aspect.RIGHTS),
                goal(PlanDomain.EMPLOYMENT, Aspect.RIGHTS)));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @Test
  void tellsEveryDomainAndAspect() {
    List<Goal> goals = new ArrayList<>();
    for (PlanDomain domain : PlanDomain.values()) {
      for (Aspect aspect : Aspect.values()) {
        goals.add(goal(domain, aspect));
      }
    }
    assertThat(EventContract.faultsOf(approved(goals))).isEmpty();
  }

  private static PlanEvent approved(List<Goal> goals) {
    Plan plan =
        new Plan(
            UUID.fromString("018f3b63-6287-7da5-a092-c07381920314"),
            UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d"),
            2,
            Plan.Status.APPROVED,
            2,
            Set.of("worker-1"),
            LocalDate.of(2026, 9, 1),
            "head-1",
            null,
            null,
            goals,
            7);
    return PlanEvent.Approved.of(plan, new UnitPath("IL.SOUTH.A2630.D1"));
  }

  private static Goal goal(PlanDomain domain, Aspect aspect) {
    return new Goal(
        UUID.randomUUID(),
        domain,
        aspect,
        "words",
        "words",
        "words",
        LocalDate.of(2026, 8, 1),
        "worker-1",
        Goal.Progress.OPEN);
  }
}
