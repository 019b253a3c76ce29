package org.retzef.basket.serviceplan;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.retzef.platform.caller.UnitPath;

/**
 * @param unit the authority, {@code IL.SOUTH.A2630}
 */
record CreatePlanRequest(
    @NotNull UnitPath unit,
    @NotNull
        @Min(value = 2000, message = "year-invalid")
        @Max(value = 2100, message = "year-invalid")
        Integer year) {

  private static final int AUTHORITY_DEPTH = 2;

  boolean isForAnAuthority() {
    return unit.path().chars().filter(c -> c == '.').count() == AUTHORITY_DEPTH;
  }
}
