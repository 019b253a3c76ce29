package org.retzef.family.duplicate;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.ContactPeriod;
import org.retzef.family.registration.Family.Relation;
import org.retzef.family.registration.Family.Sex;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.Member;
import org.retzef.family.registration.NationalId;
import org.retzef.family.registration.RegisterFamilyRequest;
import org.retzef.family.search.FindableFamily;

/**
 * What of a family is compared with another, whether it is registered already or about to be.
 *
 * @param phone in international form
 */
public record Household(String phone, String street, String city, List<Person> people) {

  /**
   * @param child of the household, or a grandchild: separated parents may both count it
   */
  public record Person(
      String givenName,
      String familyName,
      @Nullable String nationalId,
      LocalDate birthDate,
      Sex sex,
      boolean child) {

    @Override
    public String toString() {
      return "Person";
    }
  }

  /** A family as it is kept; who left is left out. */
  static Household of(FamilyFile family) {
    ContactPeriod contact = family.contacts().getLast();
    return new Household(
        contact.phone().e164(),
        contact.address().street(),
        contact.address().city(),
        family.members().stream().filter(one -> !one.hasLeft()).map(Household::person).toList());
  }

  private static Person person(Member member) {
    Member.Identity identity = Objects.requireNonNull(member.identity());
    return new Person(
        identity.givenName(),
        identity.familyName(),
        digits(identity.nationalId()),
        member.birthDate(),
        member.sex(),
        isChild(member.relation()));
  }

  /** A family that is about to be registered. */
  static Household of(RegisterFamilyRequest family) {
    return new Household(
        family.phone().e164(),
        family.address().street(),
        family.address().city(),
        family.members().stream().map(Household::person).toList());
  }

  private static Person person(RegisterFamilyRequest.Member member) {
    return new Person(
        member.givenName(),
        member.familyName(),
        digits(member.nationalId()),
        member.birthDate(),
        member.sex(),
        isChild(member.relation()));
  }

  private static @Nullable String digits(@Nullable NationalId id) {
    return id == null ? null : id.digits();
  }

  private static boolean isChild(Relation relation) {
    return relation == Relation.CHILD || relation == Relation.GRANDCHILD;
  }

  FindableFamily findable(UUID id) {
    return new FindableFamily(
        id,
        phone,
        people.stream()
            .map(
                person ->
                    new FindableFamily.Person(
                        person.givenName(),
                        person.familyName(),
                        person.nationalId(),
                        person.birthDate()))
            .toList());
  }

  @Override
  public String toString() {
    return "Household";
  }
}
