package org.retzef.family.duplicate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.retzef.family.duplicate.DuplicateRule.Code;
import org.retzef.family.duplicate.Household.Person;
import org.retzef.family.registration.Family.Sex;
import org.retzef.family.search.Spelling;

/**
 * Compares two families. Every sign that is found leaves less doubt: a doubt of 1 is multiplied by
 * (1 - weight) for each, and the score is what is missing of it. Somebody counts once, by the
 * surest sign; two people with two valid id numbers, or of another sex, are two people however
 * alike.
 */
final class Comparison {

  private final DuplicateRules rules;
  private final List<Code> signs = new ArrayList<>();

  private Comparison(DuplicateRules rules) {
    this.rules = rules;
  }

  static Likeness of(Household one, Household other, DuplicateRules rules) {
    var comparison = new Comparison(rules);
    for (Person person : one.people()) {
      comparison.note(comparison.surestSign(person, other.people()));
    }
    if (one.phone().equals(other.phone())) {
      comparison.note(Code.SAME_PHONE);
    }
    if (comparison.isSameAddress(one, other)) {
      comparison.note(Code.SAME_ADDRESS);
    }
    return comparison.result();
  }

  private void note(@Nullable Code sign) {
    if (sign != null) {
      signs.add(sign);
    }
  }

  private Likeness result() {
    double doubt = 1;
    for (Code sign : signs) {
      doubt *= 1 - rules.weight(sign);
    }
    return new Likeness(Math.round(100 * (1 - doubt)) / 100.0, new TreeSet<>(signs));
  }

  private @Nullable Code surestSign(Person person, List<Person> others) {
    Code surest = null;
    for (Person other : others) {
      Code sign = sign(person, other);
      if (sign != null && (surest == null || rules.weight(sign) > rules.weight(surest))) {
        surest = sign;
      }
    }
    return surest;
  }

  private @Nullable Code sign(Person one, Person other) {
    boolean child = one.child() || other.child();
    if (one.nationalId() != null && other.nationalId() != null) {
      return one.nationalId().equals(other.nationalId())
          ? (child ? Code.SAME_CHILD_NATIONAL_ID : Code.SAME_NATIONAL_ID)
          : null;
    }
    if (one.child() != other.child() || isOtherSex(one.sex(), other.sex())) {
      return null;
    }
    return child ? signOfChild(one, other) : signOfAdult(one, other);
  }

  private static boolean isOtherSex(Sex one, Sex other) {
    return one != other && one != Sex.UNKNOWN && other != Sex.UNKNOWN;
  }

  private @Nullable Code signOfChild(Person one, Person other) {
    boolean born = isSame(one, other) || isSwapped(one.birthDate(), other.birthDate());
    return born
            && NameLikeness.of(one.givenName(), other.givenName())
                >= rules.threshold(Code.SIMILAR_CHILD)
        ? Code.SIMILAR_CHILD
        : null;
  }

  private @Nullable Code signOfAdult(Person one, Person other) {
    Code byDate = signOfBirthDate(one, other);
    if (byDate == null) {
      return null;
    }
    double given = NameLikeness.of(one.givenName(), other.givenName());
    double family = NameLikeness.of(one.familyName(), other.familyName());
    if (Math.min(given, family) >= rules.threshold(byDate)) {
      return byDate;
    }
    return byDate == Code.SIMILAR_NAME_AND_BIRTH_DATE
            && given >= rules.threshold(Code.SIMILAR_GIVEN_NAME_AND_BIRTH_DATE)
        ? Code.SIMILAR_GIVEN_NAME_AND_BIRTH_DATE
        : null;
  }

  private static @Nullable Code signOfBirthDate(Person one, Person other) {
    if (isSame(one, other)) {
      return Code.SIMILAR_NAME_AND_BIRTH_DATE;
    }
    if (isSwapped(one.birthDate(), other.birthDate())) {
      return Code.SIMILAR_NAME_AND_SWAPPED_BIRTH_DATE;
    }
    return isAlmost(one.birthDate(), other.birthDate())
        ? Code.SIMILAR_NAME_AND_ALMOST_BIRTH_DATE
        : null;
  }

  private static boolean isSame(Person one, Person other) {
    return one.birthDate().equals(other.birthDate());
  }

  private static boolean isSwapped(LocalDate one, LocalDate other) {
    return one.getYear() == other.getYear()
        && one.getMonthValue() == other.getDayOfMonth()
        && one.getDayOfMonth() == other.getMonthValue();
  }

  private static boolean isAlmost(LocalDate one, LocalDate other) {
    int different = one.getYear() == other.getYear() ? 0 : 1;
    different += one.getMonthValue() == other.getMonthValue() ? 0 : 1;
    different += one.getDayOfMonth() == other.getDayOfMonth() ? 0 : 1;
    return different == 1;
  }

  private boolean isSameAddress(Household one, Household other) {
    double least = rules.threshold(Code.SAME_ADDRESS);
    return digits(one.street()).equals(digits(other.street()))
        && NameLikeness.of(one.city(), other.city()) >= least
        && NameLikeness.of(one.street(), other.street()) >= least;
  }

  /** A house's number is another house's with one slip. */
  private static String digits(String street) {
    return String.join(" ", Spelling.words(street)).replaceAll("[^0-9]+", " ").strip();
  }
}
