package org.retzef.basket.serviceplan;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.Text;

/**
 * A service of the mix as it is from now on, whole.
 *
 * @param goals one at least
 * @param cost of the year, in ILS; there is none without an outcome and an output
 * @param participants how many people it has room for
 * @param groupSize how many are together at a time; 1 is one to one
 */
record SaveItemRequest(
    @NotNull @Text(max = 120) String name,
    @NotNull @Size(min = 1, max = 4, message = "goals-invalid") List<@NotNull Goal> goals,
    @NotNull Boolean selfDeveloped,
    @Nullable @Text(max = 1000, multiline = true) String outcome,
    @Nullable @Text(max = 1000, multiline = true) String output,
    @Nullable @Text(max = 1000, multiline = true) String inputs,
    @Nullable Money cost,
    @NotNull
        @Min(value = 0, message = "participants-invalid")
        @Max(value = 1_000_000, message = "participants-invalid")
        Integer participants,
    @NotNull
        @Min(value = 1, message = "group-size-invalid")
        @Max(value = 10_000, message = "group-size-invalid")
        Integer groupSize,
    @NotNull Frequency frequency) {

  /**
   * First what is to change, then the response, and only then what it costs [S2]. Fails with {@link
   * InvalidInput}, which names every fault.
   */
  void requireOrderOfLogicModel() {
    List<Fault> faults = new ArrayList<>();
    if (output != null && outcome == null) {
      faults.add(Fault.of("output", "output-needs-outcome"));
    }
    if (cost != null && outcome == null) {
      faults.add(Fault.of("cost", "cost-needs-outcome"));
    }
    if (cost != null && output == null) {
      faults.add(Fault.of("cost", "cost-needs-output"));
    }
    InvalidInput.ifAny(faults);
  }

  Money selfDevelopedCost() {
    return selfDeveloped && cost != null ? cost : Money.ZERO;
  }

  PlanItem added() {
    return item(Ids.next(), null, 1);
  }

  PlanItem inPlaceOf(PlanItem before) {
    return item(before.id(), before.origin(), before.version() + 1);
  }

  private PlanItem item(UUID id, PlanItem.@Nullable Origin origin, long version) {
    return new PlanItem(
        id,
        name,
        goals.stream().distinct().toList(),
        selfDeveloped,
        outcome,
        output,
        inputs,
        cost,
        PlanItem.perParticipant(cost, participants),
        participants,
        groupSize,
        frequency,
        origin,
        false,
        version);
  }

  @Override
  public String toString() {
    return "SaveItemRequest " + goals;
  }
}
