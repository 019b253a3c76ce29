package org.retzef.family.erasure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.FamilyFile;
import org.retzef.platform.caller.UnitPath;

/**
 * What is left of a family that is erased, and what would be left of one that is not.
 *
 * @param members people in its household; of an erased one, on the day of the erasure
 * @param minors how many of them are under 18
 * @param erasedAt null while it is not erased, like the reason and its legal basis
 */
record CountableFamily(
    UUID familyId,
    UnitPath unit,
    int members,
    int minors,
    Instant registeredAt,
    @Nullable Instant erasedAt,
    EraseFamilyRequest.@Nullable Reason reasonCode,
    EraseFamilyRequest.@Nullable LegalBasis legalBasis,
    long version) {

  static CountableFamily of(FamilyFile family, LocalDate today) {
    return new CountableFamily(
        family.id(),
        family.unit(),
        family.membersOn(today),
        family.minorsOn(today),
        family.registeredAt(),
        null,
        null,
        null,
        family.version());
  }

  CountableFamily erased(Instant at, EraseFamilyRequest why) {
    return new CountableFamily(
        familyId,
        unit,
        members,
        minors,
        registeredAt,
        at,
        why.reasonCode(),
        why.legalBasis(),
        version + 1);
  }
}
