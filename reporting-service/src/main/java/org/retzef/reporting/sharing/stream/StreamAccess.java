package org.retzef.reporting.sharing.stream;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who may read a stream.
 *
 * @param issuedOn when the present password was made
 * @param endedOn since when nothing is told any more; some weeks later the access ends too
 */
record StreamAccess(
    String agreement,
    String topic,
    String user,
    LocalDate issuedOn,
    @Nullable LocalDate endedOn,
    long version) {}
