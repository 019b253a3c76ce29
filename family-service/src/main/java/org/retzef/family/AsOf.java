package org.retzef.family;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/** The day for which something is asked. */
public final class AsOf {

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2999, 12, 31);

  private AsOf() {}

  /** Today, if no day was asked for; a coming one is refused, since what was counted is past. */
  public static LocalDate past(@Nullable LocalDate asked, Clock clock) {
    LocalDate day = any(asked, clock);
    if (day.isAfter(LocalDate.now(clock))) {
      throw new InvalidInput(Fault.of("asOf", "date-in-future"));
    }
    return day;
  }

  /** Today, if no day was asked for; coming days may be asked for what is planned. */
  public static LocalDate any(@Nullable LocalDate asked, Clock clock) {
    LocalDate day = asked == null ? LocalDate.now(clock) : asked;
    if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
      throw new InvalidInput(Fault.of("asOf", "date-out-of-range"));
    }
    return day;
  }
}
