package org.retzef.platform.problem;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/** What is written down. */
record Note(
    UUID id,
    UnitPath unit,
    Kind kind,
    @Nullable Kind before,
    @Nullable Line line,
    @JsonUnwrapped Stamp stamp,
    long version) {

  record Stamp(String ink) {}

  enum Kind {
    SHORT,
    LONG
  }

  /**
   * @param on the day it was written
   */
  record Line(@NotNull @Text(max = 5) String text, @Nullable LocalDate on) {}
}
