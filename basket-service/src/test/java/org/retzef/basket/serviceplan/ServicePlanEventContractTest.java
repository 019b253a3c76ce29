package org.retzef.basket.serviceplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class ServicePlanEventContractTest {

  private static final UUID PLAN = UUID.fromString("018f3b70-1a2b-7c3d-8e4f-5a6b7c8d9e70");
  private static final LocalDate DAY = LocalDate.of(2025, 12, 4);

  /** The same example is what reporting-service reads (its {@code ReadingIT}). */
  @Test
  void tellsAnApprovedMixAsOthersExpectIt() {
    var event =
        ServicePlanEvent.Approved.of(
            plan(
                item(List.of(Goal.BELONGING), false, "36000", 30),
                item(List.of(Goal.BELONGING, Goal.PREVENTING_RISK), true, "52000", 20)),
            1,
            DAY);
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event))
        .hasToString(EventContract.example(event.type()).toString());
  }

  /** What a name or an outcome says may be anything; none of it is told. */
  @Test
  void tellsNoneOfTheWords() {
    var event =
        ServicePlanEvent.Approved.of(plan(item(List.of(Goal.BELONGING), true, "1", 1)), 1, DAY);
    assertThat(EventContract.told(event).toString()).doesNotContain("words");
  }

  @Test
  void catchesAnEventThatBreaksTheContract() {
    var event = ServicePlanEvent.Approved.of(plan(item(List.of(), false, "1", -1)), 0, DAY);
    assertThat(EventContract.faultsOf(event)).contains("goals", "participants", "version");
  }

  private static WholePlan plan(PlanItem... items) {
    ServicePlan plan =
        new ServicePlan(
            PLAN,
            new UnitPath("IL.SOUTH.A2630"),
            2026,
            PlanStatus.SUBMITTED,
            0,
            Cap.of(Money.parse("400000"), Money.parse("52000")),
            Money.parse("20000"),
            Grounds.NONE,
            "words-1",
            null,
            null,
            7);
    return new WholePlan(
        plan, IntStream.rangeClosed(1, 6).mapToObj(Station::open).toList(), List.of(items));
  }

  private static PlanItem item(
      List<Goal> goals, boolean selfDeveloped, String cost, int participants) {
    return new PlanItem(
        UUID.randomUUID(),
        "words",
        goals,
        selfDeveloped,
        "words",
        "words",
        "words",
        Money.parse(cost),
        null,
        participants,
        10,
        Frequency.WEEKLY,
        null,
        false,
        1);
  }
}
