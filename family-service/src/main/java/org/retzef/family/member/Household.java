package org.retzef.family.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.Member;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/** What is true of a household, whoever joins it and whatever is changed about a member. */
final class Household {

  /** As many as a registration takes. */
  private static final int MAX_MEMBERS = 40;

  private Household() {}

  /** Refuses a state of the family in which this member cannot be. */
  static void requireSound(FamilyFile family, Member member) {
    List<Fault> faults = new ArrayList<>();
    if (member.birthDate().isAfter(member.joinedOn())) {
      faults.add(Fault.of("birthDate", "born-after-joining"));
    }
    if (member.leftOn() != null && member.leftOn().isBefore(member.joinedOn())) {
      faults.add(Fault.of("leftOn", "left-before-joining"));
    }
    faults.addAll(faultsOfKinship(family, member));
    InvalidInput.ifAny(faults);
    if (family.members().stream().anyMatch(other -> isSamePersonAtATime(member, other))) {
      throw new MemberAlreadyInFamily();
    }
    if (family.members().stream().filter(other -> !other.hasLeft()).count() > MAX_MEMBERS) {
      throw new HouseholdTooLarge();
    }
  }

  /** A parent is older than the child; that alone keeps everybody from being their own ancestor. */
  private static List<Fault> faultsOfKinship(FamilyFile family, Member member) {
    List<Fault> faults = new ArrayList<>();
    for (UUID parentId : member.parentIds()) {
      if (parentId.equals(member.id())) {
        faults.add(Fault.of("parentIds", "parent-is-self"));
      } else if (family.member(parentId).isEmpty()) {
        faults.add(Fault.of("parentIds", "parent-unknown"));
      } else if (!isOlder(family.member(parentId).get(), member)) {
        faults.add(Fault.of("parentIds", "parent-not-older"));
      }
    }
    boolean youngerThanAChild =
        family.members().stream()
            .filter(child -> child.parentIds().contains(member.id()))
            .anyMatch(child -> !child.id().equals(member.id()) && !isOlder(member, child));
    if (youngerThanAChild) {
      faults.add(Fault.of("birthDate", "parent-not-older"));
    }
    return faults;
  }

  private static boolean isOlder(Member parent, Member child) {
    return parent.birthDate().isBefore(child.birthDate());
  }

  /** Twins share everything but a number, so only the number tells that two are one. */
  static boolean isSamePersonAtATime(Member member, Member other) {
    return !other.id().equals(member.id())
        && member.nationalId() != null
        && Objects.equals(member.nationalId(), other.nationalId())
        && member.overlaps(other);
  }
}
