package org.retzef.rights.sample;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a sample department at one moment, out of its cases. Never changed.
 *
 * @param stuck of those in process
 * @param contacts with families, over all cases
 * @param accompanied contacts at which somebody went along
 * @param daysToResult from opening to result, on the average; null where there is none yet
 */
record Baseline(
    UUID sampleDepartment,
    Moment moment,
    LocalDate frozenOn,
    int families,
    int cases,
    int takenUp,
    int inProcess,
    int none,
    int stuck,
    int contacts,
    int accompanied,
    @Nullable Integer daysToResult) {

  enum Moment {
    START,
    DURING,
    END
  }
}
