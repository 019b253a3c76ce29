package org.retzef.family.merge;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.retzef.family.duplicate.NameLikeness;
import org.retzef.family.registration.Family.Sex;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.Member;

/** Who of a merged family is in the survivor already, and would be counted twice. */
final class SamePeople {

  private static final double SIMILAR = 0.75;

  private SamePeople() {}

  /** One person, as each of two families has recorded them: the ids of members. */
  record Twin(UUID merged, UUID survivors) {}

  static List<Twin> in(FamilyFile merged, FamilyFile survivor) {
    return merged.members().stream()
        .filter(one -> !one.hasLeft())
        .flatMap(one -> twinOf(one, survivor).stream())
        .toList();
  }

  private static Optional<Twin> twinOf(Member one, FamilyFile survivor) {
    return survivor.members().stream()
        .filter(other -> isSame(one, other))
        .findFirst()
        .map(other -> new Twin(one.id(), other.id()));
  }

  /** Two valid id numbers are two people; without them, name and birth date must agree. */
  private static boolean isSame(Member one, Member other) {
    if (other.hasLeft() || one.identity() == null || other.identity() == null) {
      return false;
    }
    if (one.nationalId() != null && other.nationalId() != null) {
      return one.nationalId().equals(other.nationalId());
    }
    return one.birthDate().equals(other.birthDate())
        && (one.sex() == other.sex() || one.sex() == Sex.UNKNOWN || other.sex() == Sex.UNKNOWN)
        && NameLikeness.of(one.identity().givenName(), other.identity().givenName()) >= SIMILAR;
  }
}
