package org.retzef.rights.enquiry;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * Somebody asked.
 *
 * @param unit of the worker who asked, or of the client
 * @param outcome what came of it; null until it is answered
 */
record Enquiry(
    UUID id,
    UnitPath unit,
    Line line,
    Topic topic,
    @Nullable Outcome outcome,
    Instant askedAt,
    @Nullable Instant answeredAt,
    long version) {

  enum Line {
    /** Legal advice for workers on debts and rights. */
    STAFF_LEGAL_LINE,
    /** For clients, on debts and loans. */
    CLIENT_HOTLINE
  }

  enum Topic {
    DEBT,
    LOAN,
    BENEFITS,
    HOUSING,
    EMPLOYMENT,
    FAMILY_LAW,
    ENFORCEMENT,
    OTHER
  }

  enum Outcome {
    ADVISED,
    REFERRED_TO_LEGAL_AID,
    LETTER_WRITTEN,
    CASE_OPENED,
    NO_REMEDY
  }
}
