package org.retzef.family.centre;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.NationalId;
import org.retzef.platform.caller.UnitPath;

/**
 * A person as an Otzma centre sees them.
 *
 * @param familyMember whether the person is known to be a member of a family
 * @param joinedOn first day in this centre
 * @param leftOn first day no longer there
 * @param version of the stay in this centre
 */
record ServiceUser(
    UUID id,
    UnitPath centre,
    @Nullable String givenName,
    @Nullable String familyName,
    @Nullable NationalId nationalId,
    LocalDate birthDate,
    Sex sex,
    boolean familyMember,
    LocalDate joinedOn,
    @Nullable LocalDate leftOn,
    long version) {

  enum Sex {
    FEMALE,
    MALE,
    UNKNOWN
  }

  /** What is sealed of a person. */
  record Identity(String givenName, String familyName, @Nullable NationalId nationalId) {

    @Override
    public String toString() {
      return "Identity";
    }
  }

  @Override
  public String toString() {
    return "ServiceUser " + id;
  }
}
