package org.retzef.reporting.sharing.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.reporting.sharing.agreement.AgeBand;
import org.retzef.reporting.sharing.agreement.LegalBasis;
import org.retzef.reporting.sharing.agreement.PlaceLevel;
import org.retzef.reporting.sharing.agreement.Purpose;
import org.retzef.reporting.sharing.agreement.SharedField;
import org.retzef.reporting.sharing.agreement.Terms;
import org.retzef.reporting.sharing.household.Household;
import org.retzef.reporting.sharing.household.Household.Enrolment;
import org.retzef.reporting.sharing.household.Household.Home;

/**
 * What a partner reads of one family. A field that was not agreed is not there.
 *
 * @param formerPseudonym by the key before the last rotation, while both are told
 * @param enrolledIn year and month of the beginning
 * @param members up to {@value #MANY}, which stands for more too
 * @param minors likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharedFamily(
    String pseudonym,
    @Nullable String formerPseudonym,
    @Nullable String place,
    @Nullable String programme,
    @Nullable String track,
    @Nullable String status,
    @Nullable String enrolledIn,
    @Nullable String language,
    @Nullable AgeBand headAge,
    @Nullable AgeBand youngestAge,
    @Nullable Integer members,
    @Nullable Integer minors) {

  /** Large families are few, and known by their number. */
  static final int MANY = 8;

  /** The family as agreed, or nothing where the partner may not read of it on that day. */
  public static Optional<SharedFamily> of(
      Household household,
      Terms terms,
      String pseudonym,
      @Nullable String formerPseudonym,
      LocalDate day) {
    Home home = household.home();
    if (home == null || !household.counts() || !mayBeTold(household, home, terms, day)) {
      return Optional.empty();
    }
    return household
        .lastEnrolment(day, terms::reads)
        .map(enrolment -> of(home, enrolment, terms, pseudonym, formerPseudonym, day));
  }

  private static boolean mayBeTold(Household household, Home home, Terms terms, LocalDate day) {
    Purpose purpose = terms.purpose();
    boolean grounded =
        terms.legalBasis() == LegalBasis.LAW
            || purpose != null && household.consentsTo(terms.partner(), purpose.name(), day);
    return grounded && terms.area().contains(new UnitPath(home.unit()));
  }

  private static SharedFamily of(
      Home home,
      Enrolment enrolment,
      Terms terms,
      String pseudonym,
      @Nullable String formerPseudonym,
      LocalDate day) {
    var agreed = new Agreed(terms.fields());
    return new SharedFamily(
        pseudonym,
        formerPseudonym,
        agreed.value(SharedField.PLACE, () -> terms.place().of(new UnitPath(home.unit())).path()),
        agreed.value(SharedField.PROGRAMME, enrolment::programme),
        agreed.value(SharedField.TRACK, enrolment::track),
        agreed.value(SharedField.STATUS, () -> enrolment.statusOn(day)),
        agreed.value(SharedField.ENROLLED_IN, () -> enrolment.from().toString().substring(0, 7)),
        agreed.value(SharedField.LANGUAGE, home::language),
        agreed.value(SharedField.HEAD_AGE, () -> band(home.headAge(day), terms)),
        agreed.value(SharedField.YOUNGEST_AGE, () -> band(home.youngestAge(day), terms)),
        agreed.value(SharedField.MEMBERS, () -> Math.min(MANY, home.members())),
        agreed.value(SharedField.MINORS, () -> Math.min(MANY, home.minors())));
  }

  /** The same, and nothing of this field. */
  SharedFamily without(SharedField field) {
    var kept = new Agreed(EnumSet.complementOf(EnumSet.of(field)));
    return new SharedFamily(
        pseudonym,
        formerPseudonym,
        kept.value(SharedField.PLACE, () -> place),
        kept.value(SharedField.PROGRAMME, () -> programme),
        kept.value(SharedField.TRACK, () -> track),
        kept.value(SharedField.STATUS, () -> status),
        kept.value(SharedField.ENROLLED_IN, () -> enrolledIn),
        kept.value(SharedField.LANGUAGE, () -> language),
        kept.value(SharedField.HEAD_AGE, () -> headAge),
        kept.value(SharedField.YOUNGEST_AGE, () -> youngestAge),
        kept.value(SharedField.MEMBERS, () -> members),
        kept.value(SharedField.MINORS, () -> minors));
  }

  /** The same, and of its place the district. */
  SharedFamily byDistrict() {
    return new SharedFamily(
        pseudonym,
        formerPseudonym,
        place == null ? null : PlaceLevel.DISTRICT.of(new UnitPath(place)).path(),
        programme,
        track,
        status,
        enrolledIn,
        language,
        headAge,
        youngestAge,
        members,
        minors);
  }

  /** What it tells, and not of whom: equal for families that are alike in all of it. */
  SharedFamily nameless() {
    return named("", null);
  }

  /** The same of one who has these names. */
  SharedFamily named(String newPseudonym, @Nullable String newFormerPseudonym) {
    return new SharedFamily(
        newPseudonym,
        newFormerPseudonym,
        place,
        programme,
        track,
        status,
        enrolledIn,
        language,
        headAge,
        youngestAge,
        members,
        minors);
  }

  private static @Nullable AgeBand band(Optional<Integer> age, Terms terms) {
    return age.map(years -> AgeBand.of(years, terms.ageBands())).orElse(null);
  }

  private record Agreed(Set<SharedField> fields) {

    <T> @Nullable T value(SharedField field, Supplier<? extends @Nullable T> value) {
      return fields.contains(field) ? value.get() : null;
    }
  }
}
