package org.retzef.training.workshop;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.retzef.platform.caller.UnitPath;

/**
 * A workshop that was held.
 *
 * @param unit where: an Otzma centre, a department or an authority
 */
record Workshop(
    @NotNull Kind kind,
    @NotNull UnitPath unit,
    @NotNull LocalDate heldOn,
    @NotNull Audience audience,
    @NotNull
        @Min(value = 1, message = "plan-figure-out-of-range")
        @Max(value = 1000, message = "plan-figure-out-of-range")
        Integer participants) {

  /** What it is about. */
  enum Kind {
    /** With the Ministry of Health, in centres. */
    PATIENT_RIGHTS,
    /** With Tapuach, in authorities. */
    DIGITAL_LITERACY
  }

  /** For whom it was. */
  enum Audience {
    WORKERS,
    CLIENTS,
    BOTH
  }
}
