package org.retzef.basket.serviceplan;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.retzef.platform.problem.Text;

/**
 * By what an outcome is measured, or what predicts it [S2].
 *
 * @param unit of baseline and target, such as percent
 * @param source where its value is read
 * @param targetOn the day by which the target is to be reached
 */
record Measure(
    @NotNull @Text(max = 120) String name,
    @NotNull Field field,
    @NotNull @Text(max = 40) String unit,
    @NotNull @Text(max = 200) String source,
    @NotNull @Digits(integer = 12, fraction = 4, message = "number-invalid") BigDecimal baseline,
    @NotNull @Digits(integer = 12, fraction = 4, message = "number-invalid") BigDecimal target,
    @NotNull LocalDate targetOn) {

  /** Three of outcomes, and five of what predicts them. */
  enum Field {
    HEALTH,
    MEANING,
    ECONOMIC_RESILIENCE,
    ECONOMIC_READINESS,
    ACTIVE_LIFE,
    HEALTHY_LIFE,
    HEALTH_MANAGEMENT,
    CROSS_CUTTING
  }
}
