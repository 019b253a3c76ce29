package org.retzef.family.registration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.registration.Family.Relation;
import org.retzef.family.search.FindableFamily;
import org.retzef.platform.caller.UnitPath;

/**
 * Everything that is known of a family, of every day; {@link #asOf} tells how it was on one.
 *
 * @param contacts oldest first, the last one holds now; empty once the family is erased
 * @param members all who are or were in the household
 * @param key null once the family is erased
 */
public record FamilyFile(
    UUID id,
    UnitPath unit,
    Language preferredLanguage,
    List<ContactPeriod> contacts,
    List<Member> members,
    Instant registeredAt,
    @Nullable Instant erasedAt,
    long version,
    @Nullable FamilyKey key) {

  public Family asOf(LocalDate day) {
    Optional<ContactPeriod> contact = contactOn(day);
    return new Family(
        id,
        unit,
        contact.map(ContactPeriod::preferredLanguage).orElse(preferredLanguage),
        contact.map(ContactPeriod::phone).orElse(null),
        contact.map(ContactPeriod::address).orElse(null),
        views(presentOn(day), day),
        isSingleParentOn(day),
        day,
        registeredAt,
        erasedAt,
        version);
  }

  /** By what it is found. Who left is still found: that is how people remember a family. */
  FindableFamily findable() {
    return new FindableFamily(
        id, contacts.getLast().phone().e164(), members.stream().map(Member::findable).toList());
  }

  /** All who are or were there, as they are now. */
  public List<Family.Member> everybody(LocalDate today) {
    return views(members.stream(), today);
  }

  private static List<Family.Member> views(Stream<Member> members, LocalDate day) {
    return members
        .map(member -> member.asOf(day))
        .sorted(
            Comparator.comparing((Family.Member member) -> member.relation() != Relation.HEAD)
                .thenComparing(Family.Member::birthDate)
                .thenComparing(Family.Member::id))
        .toList();
  }

  public int membersOn(LocalDate day) {
    return (int) presentOn(day).count();
  }

  public int minorsOn(LocalDate day) {
    return (int) presentOn(day).filter(member -> member.isMinorOn(day)).count();
  }

  public Optional<Member> member(UUID memberId) {
    return members.stream().filter(member -> member.id().equals(memberId)).findFirst();
  }

  /** The same file with these members in the place of their former state, or added. */
  public FamilyFile with(List<Member> changed) {
    List<UUID> ids = changed.stream().map(Member::id).toList();
    List<Member> all =
        Stream.concat(
                members.stream().filter(member -> !ids.contains(member.id())), changed.stream())
            .toList();
    return new FamilyFile(
        id, unit, preferredLanguage, contacts, all, registeredAt, erasedAt, version, key);
  }

  FamilyFile withContacts(List<ContactPeriod> allContacts) {
    return new FamilyFile(
        id, unit, preferredLanguage, allContacts, members, registeredAt, erasedAt, version, key);
  }

  FamilyFile nextVersion() {
    return new FamilyFile(
        id, unit, preferredLanguage, contacts, members, registeredAt, erasedAt, version + 1, key);
  }

  /** Before the first known contact details, those are the best there is. */
  private Optional<ContactPeriod> contactOn(LocalDate day) {
    return contacts.stream()
        .filter(contact -> !contact.since().isAfter(day))
        .reduce((earlier, later) -> later)
        .or(() -> contacts.stream().findFirst());
  }

  private Stream<Member> presentOn(LocalDate day) {
    return members.stream().filter(member -> member.isPresentOn(day));
  }

  private boolean isSingleParentOn(LocalDate day) {
    boolean hasSpouse = presentOn(day).anyMatch(m -> m.relationOn(day) == Relation.SPOUSE);
    boolean hasChild =
        presentOn(day).anyMatch(m -> m.relationOn(day) == Relation.CHILD && m.isMinorOn(day));
    return hasChild && !hasSpouse;
  }

  @Override
  public String toString() {
    return "Family " + id;
  }
}
