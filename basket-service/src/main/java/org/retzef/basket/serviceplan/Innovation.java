package org.retzef.basket.serviceplan;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Ids;

/**
 * A service that an authority has developed itself, as it was approved, for others to take over. Of
 * that authority's figures there is nothing here but what one place in the service costs.
 *
 * @param unit who developed it
 * @param year of the plan
 * @param costPerParticipant in ILS; null where nobody takes part
 */
record Innovation(
    UUID id,
    UnitPath unit,
    int year,
    String name,
    List<Goal> goals,
    String outcome,
    String output,
    @Nullable String inputs,
    @Nullable Money costPerParticipant,
    int groupSize,
    Frequency frequency) {

  /**
   * As it enters another mix: who takes it over has participants and costs of its own. It was not
   * developed there, and so does not count for that authority's cap, but for one that carries its
   * own on into another year (decision 0058).
   */
  PlanItem takenOver(UnitPath by) {
    return new PlanItem(
        Ids.next(),
        name,
        goals,
        unit.equals(by),
        outcome,
        output,
        inputs,
        null,
        null,
        0,
        groupSize,
        frequency,
        new PlanItem.Origin(id, unit, year),
        false,
        1);
  }

  @Override
  public String toString() {
    return "Innovation " + id;
  }
}
