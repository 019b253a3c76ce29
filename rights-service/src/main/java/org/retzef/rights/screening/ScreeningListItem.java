package org.retzef.rights.screening;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A screening in a list: counts, and nothing of what was found. */
record ScreeningListItem(
    UUID id, LocalDate asOf, int eligible, int notEligible, int toBeChecked, Instant madeAt) {

  static ScreeningListItem of(Readable row) {
    return new ScreeningListItem(
        row.get("id", UUID.class),
        row.get("as_of", LocalDate.class),
        row.get("eligible", Integer.class),
        row.get("not_eligible", Integer.class),
        row.get("to_be_checked", Integer.class),
        row.get("made_at", Instant.class));
  }
}
