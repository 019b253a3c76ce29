package org.retzef.rights.screening;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * The screening of the families of a unit, usually over night.
 *
 * @param night set where it was begun by itself, for those whose last screening is out of date
 * @param notBefore when it may begin
 * @param families how many there were when it was asked for
 * @param screened how many are done
 * @param failed how many could not be screened, for whoever runs the service to look at
 */
record ScreeningRun(
    UUID id,
    UnitPath unit,
    LocalDate asOf,
    @Nullable LocalDate night,
    Instant notBefore,
    int families,
    int screened,
    int failed) {}
