package org.retzef.family.registration;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Component;

/** The day of which a family is read ({@code ?asOf=}): nobody knows how it will be tomorrow. */
@Component
public class PastDays {

  private final Clock clock;

  PastDays(Clock clock) {
    this.clock = clock;
  }

  public LocalDate orToday(@Nullable LocalDate asOf) {
    LocalDate today = LocalDate.now(clock);
    if (asOf == null) {
      return today;
    }
    if (asOf.isAfter(today)) {
      throw new InvalidInput(Fault.of("asOf", "date-in-future"));
    }
    return asOf;
  }
}
