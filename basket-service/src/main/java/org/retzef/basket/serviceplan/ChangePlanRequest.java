package org.retzef.basket.serviceplan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * What of a plan changes; the rest stays.
 *
 * @param reserve for what nobody could plan, in ILS of the year
 * @param consulted all who had a say; like the lists below, whole
 */
record ChangePlanRequest(
    @Nullable Money reserve,
    @Nullable @Size(max = 100) List<@NotNull @Valid Consulted> consulted,
    @Nullable @Size(max = 100) List<@NotNull @Valid Finding> findings,
    @Nullable @Size(max = 100) List<@NotNull @Valid Forecast> forecasts,
    @Nullable @Size(max = 100) List<@NotNull @Valid Measure> measures) {

  @Override
  public String toString() {
    return "ChangePlanRequest " + reserve;
  }
}
