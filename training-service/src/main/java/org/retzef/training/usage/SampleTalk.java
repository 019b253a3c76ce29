package org.retzef.training.usage;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.retzef.platform.caller.UnitPath;

/** A talk with a worker who was trained: what was found, by code and without a name. */
record SampleTalk(
    @NotNull UnitPath unit,
    @NotNull @Pattern(regexp = "[a-z][a-z-]{1,39}", message = "role-invalid") String role,
    @NotNull LocalDate heldOn,
    @NotNull @Size(min = 1, max = 6, message = "size-invalid") List<@NotNull Finding> findings) {

  /** What such talks look for [S3]. */
  enum Finding {
    USES_THE_SITE,
    DOES_NOT_USE_THE_SITE,
    MET_UNKNOWN_RIGHTS,
    REFERS_CLIENTS,
    TECHNICAL_DIFFICULTY,
    CONTENT_TO_CHANGE
  }
}
