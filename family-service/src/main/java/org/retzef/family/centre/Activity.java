package org.retzef.family.centre;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/**
 * Something that an Otzma centre did.
 *
 * @param serviceUserIds who of its service users took part
 * @param otherParticipants people of the community who are no service users, counted only
 * @param departmentWorkers workers of the department whom a consultation was for
 */
record Activity(
    UUID id,
    UnitPath centre,
    Kind kind,
    Domain domain,
    LocalDate heldOn,
    List<UUID> serviceUserIds,
    int otherParticipants,
    int departmentWorkers) {

  /** For whom it was. */
  enum Kind {
    INDIVIDUAL,
    GROUP,
    COMMUNITY,
    /** Advice to workers of the department in the centre's domains [S0]. */
    CONSULTATION
  }

  /** The four domains of an Otzma centre. */
  enum Domain {
    EMPLOYMENT,
    RIGHTS,
    FAMILY_ECONOMY_AND_DEBTS,
    COMMUNITY
  }
}
