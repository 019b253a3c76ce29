package org.retzef.reporting.sharing.suppression;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A day whose counts were shared. It is never made anew.
 *
 * @param asOf the day; the set of an agreement is read with {@code ?asOf=}
 */
record Release(LocalDate asOf, Instant madeAt) {}
