package org.retzef.family.duplicate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.retzef.family.duplicate.Household.Person;
import org.retzef.family.registration.Family.Sex;

/** What makes a second registration of a family differ from the first. */
final class Slips {

  private final Random random;

  Slips(Random random) {
    this.random = random;
  }

  Household withoutIds(Household family) {
    return each(family, one -> named(one, one.givenName(), one.familyName(), null));
  }

  /** Everybody's names in another hand. */
  Household inSpelling(Household family) {
    String familyName = anotherSpelling(family.people().getFirst().familyName());
    String before = family.people().getFirst().familyName();
    return each(
        family,
        one ->
            named(
                one,
                anotherSpelling(one.givenName()),
                one.familyName().equals(before) ? familyName : one.familyName(),
                one.nationalId()));
  }

  /** One letter wrong in the given name of one adult. */
  Household ofTheKeys(Household family) {
    return head(
        family, one -> named(one, typed(one.givenName()), one.familyName(), one.nationalId()));
  }

  /** Day and month exchanged where that makes a date, for one adult. */
  Household inBirthDate(Household family) {
    return head(
        family,
        one ->
            one.birthDate().getDayOfMonth() > 12
                ? one
                : born(
                    one,
                    LocalDate.of(
                        one.birthDate().getYear(),
                        one.birthDate().getDayOfMonth(),
                        one.birthDate().getMonthValue())));
  }

  /** One woman of the household bears another family name. */
  Household marriage(Household family, String familyName) {
    List<Person> people = new ArrayList<>(family.people());
    for (int i = 0; i < people.size(); i++) {
      Person one = people.get(i);
      if (one.sex() == Sex.FEMALE && !one.child()) {
        people.set(i, named(one, one.givenName(), familyName, one.nationalId()));
        break;
      }
    }
    return with(family, people);
  }

  /** A child is not told of, or everybody but the head if there is none. */
  Household inWhoIsThere(Household family) {
    List<Person> people = new ArrayList<>(family.people());
    if (people.size() > 1) {
      people.removeLast();
    }
    return with(family, people);
  }

  String anotherSpelling(String name) {
    return name.codePointAt(0) < 0x600 ? hebrew(name) : arabic(name);
  }

  private String hebrew(String name) {
    return switch (random.nextInt(6)) {
      case 0 -> inner(name, 'י');
      case 1 -> inner(name, 'ו');
      case 2 ->
          name.endsWith("ה") ? name.substring(0, name.length() - 1) + 'א' : name.replace("'", "׳");
      case 3 -> name.replace("'", random.nextBoolean() ? "" : "’").replace(" ", "-");
      case 4 -> name.replace(" ", random.nextBoolean() ? "־" : "");
      default -> name.substring(0, 1) + "\u05B0" + name.substring(1);
    };
  }

  /** Written out where it was not, or left out where it was. */
  private String inner(String name, char vowel) {
    int at = name.indexOf(vowel, 1);
    if (at > 0 && at < name.length() - 1) {
      return random.nextBoolean()
          ? name.substring(0, at) + name.substring(at + 1)
          : name.substring(0, at) + vowel + name.substring(at);
    }
    return name.length() < 3 || name.contains(" ")
        ? name
        : name.substring(0, 2) + vowel + name.substring(2);
  }

  private String arabic(String name) {
    return switch (random.nextInt(6)) {
      case 0 -> name.replaceAll("[أإآ]", "ا");
      case 1 -> name.replace('ة', 'ه');
      case 2 -> name.replace('ى', 'ي');
      case 3 -> name.substring(0, 1) + "ـ" + name.substring(1);
      case 4 -> name.startsWith("ال") ? name.substring(2) : name.replace(" ", "");
      default -> name.replace("عبدال", "عبد ال") + "\u064E";
    };
  }

  private String typed(String name) {
    int at = random.nextInt(name.length());
    String before = name.substring(0, at);
    String after = name.substring(at + 1);
    char letter = name.charAt(random.nextInt(name.length()));
    return switch (random.nextInt(4)) {
      case 0 -> name.length() > 2 ? before + after : name;
      case 1 -> before + letter + name.charAt(at) + after;
      case 2 -> before + letter + after;
      default ->
          after.isEmpty() ? name : before + after.charAt(0) + name.charAt(at) + after.substring(1);
    };
  }

  private static Household head(Household family, UnaryOperator<Person> change) {
    List<Person> people = new ArrayList<>(family.people());
    people.set(0, change.apply(people.getFirst()));
    return with(family, people);
  }

  private static Household each(Household family, UnaryOperator<Person> change) {
    return with(family, family.people().stream().map(change).toList());
  }

  private static Household with(Household family, List<Person> people) {
    return new Household(family.phone(), family.street(), family.city(), people);
  }

  private static Person named(Person one, String given, String family, String nationalId) {
    return new Person(given, family, nationalId, one.birthDate(), one.sex(), one.child());
  }

  private static Person born(Person one, LocalDate day) {
    return new Person(
        one.givenName(), one.familyName(), one.nationalId(), day, one.sex(), one.child());
  }
}
