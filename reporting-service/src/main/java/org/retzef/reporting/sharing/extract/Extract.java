package org.retzef.reporting.sharing.extract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Rows as they were on a day. The same file is read for ever.
 *
 * @param rows how many families it tells of
 * @param sha256 of the file
 */
record Extract(UUID id, String agreement, LocalDate asOf, Instant madeAt, int rows, String sha256) {

  /** To whom an extract goes. */
  enum Recipient {
    PARTNER,
    BUREAU,
    COMMITTEE
  }
}
