package org.retzef.reporting.sharing.extract;

import java.time.Instant;
import java.util.UUID;

/**
 * Who did what with rows for the statistics bureau.
 *
 * @param subject of the token
 * @param sha256 of the file
 */
record BureauLogLine(
    UUID id,
    UUID extractId,
    String agreement,
    Step step,
    Instant at,
    String subject,
    String sha256) {

  enum Step {
    MADE,
    READ
  }
}
