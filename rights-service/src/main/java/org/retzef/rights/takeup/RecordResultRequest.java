package org.retzef.rights.takeup;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.money.AboveZero;
import org.retzef.rights.money.Money;

/**
 * What came of a case.
 *
 * @param result {@code TAKEN_UP}, {@code PARTIAL} or {@code FAILED}
 * @param reason why not in full; needed for {@code PARTIAL} and {@code FAILED}
 * @param worth what was won; needed for {@code TAKEN_UP} and {@code PARTIAL}
 * @param worthPeriod how often; needed with {@code worth}
 * @param on the day of the result
 */
record RecordResultRequest(
    @NotNull TakeUpCase.State result,
    TakeUpCase.@Nullable Reason reason,
    @Nullable @AboveZero Money worth,
    TakeUpCase.@Nullable WorthPeriod worthPeriod,
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate on) {}
