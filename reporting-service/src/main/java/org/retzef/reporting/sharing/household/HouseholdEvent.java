package org.retzef.reporting.sharing.household;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.reporting.sharing.household.Household.Consent;
import org.retzef.reporting.sharing.household.Household.Enrolment;
import org.retzef.reporting.sharing.household.Household.Home;

/**
 * The events of family-service as far as sharing reads them; each makes a household of one. One
 * that leaves out what has to be told does not come to be: what it would make of a household could
 * not be told, and nothing would be that is told with it.
 */
sealed interface HouseholdEvent {

  Household appliedTo(Household before);

  /** Other families whom it is about as well: it is told to those that this one has taken in. */
  default Collection<String> others(Household before) {
    return List.of();
  }

  record Registered(
      UnitPath unit,
      String preferredLanguage,
      int members,
      int minors,
      @Nullable List<Integer> birthYears)
      implements HouseholdEvent {

    public Registered {
      Objects.requireNonNull(unit);
      Objects.requireNonNull(preferredLanguage);
    }

    @Override
    public Household appliedTo(Household before) {
      List<Integer> years = birthYears == null ? List.of() : List.copyOf(birthYears);
      return before.with(
          new Home(unit.path(), preferredLanguage, members, minors, years, Set.of(), false));
    }
  }

  record Joined(String memberId, String relation, int birthYear, int members, int minors)
      implements HouseholdEvent {

    @Override
    public Household appliedTo(Household before) {
      Home home = before.home();
      if (home == null) {
        return before;
      }
      List<Integer> years = new ArrayList<>(home.birthYears());
      boolean isHead = "HEAD".equals(relation);
      years.add(isHead ? 0 : years.size(), birthYear);
      Set<String> left = new TreeSet<>(home.left());
      left.remove(memberId);
      return before.with(
          new Home(
              home.unit(),
              home.language(),
              members,
              minors,
              years,
              left,
              home.headless() && !isHead));
    }
  }

  record Left(String memberId, String relation, int birthYear, int members, int minors)
      implements HouseholdEvent {

    /** Told again when the day is corrected: then the year is gone already. */
    @Override
    public Household appliedTo(Household before) {
      Home home = before.home();
      if (home == null) {
        return before;
      }
      List<Integer> years = new ArrayList<>(home.birthYears());
      Set<String> left = new TreeSet<>(home.left());
      boolean isHead = relation.equals("HEAD");
      boolean isFirstTold = left.add(memberId);
      int place = isHead ? years.indexOf(birthYear) : years.lastIndexOf(birthYear);
      if (isFirstTold && place >= 0) {
        years.remove(place);
      }
      return before.with(
          new Home(
              home.unit(),
              home.language(),
              members,
              minors,
              years,
              left,
              home.headless() || isHead && isFirstTold));
    }
  }

  record Transferred(UnitPath unit) implements HouseholdEvent {

    public Transferred {
      Objects.requireNonNull(unit);
    }

    @Override
    public Household appliedTo(Household before) {
      Home home = before.home();
      return home == null
          ? before
          : before.with(
              new Home(
                  unit.path(),
                  home.language(),
                  home.members(),
                  home.minors(),
                  home.birthYears(),
                  home.left(),
                  home.headless()));
    }
  }

  record Enrolled(
      String enrolmentId, String programme, String track, String status, LocalDate startDate)
      implements HouseholdEvent {

    public Enrolled {
      Objects.requireNonNull(enrolmentId);
      Objects.requireNonNull(programme);
      Objects.requireNonNull(track);
      Objects.requireNonNull(status);
      Objects.requireNonNull(startDate);
    }

    @Override
    public Household appliedTo(Household before) {
      return before.with(enrolmentId, new Enrolment(programme, track, status, startDate, null));
    }
  }

  record Ended(String enrolmentId, String programme, String track, String status, LocalDate endDate)
      implements HouseholdEvent {

    public Ended {
      Objects.requireNonNull(enrolmentId);
      Objects.requireNonNull(programme);
      Objects.requireNonNull(track);
      Objects.requireNonNull(status);
      Objects.requireNonNull(endDate);
    }

    /** One that was called off before it began never was. */
    @Override
    public Household appliedTo(Household before) {
      Enrolment begun = before.enrolments().get(enrolmentId);
      if (begun == null) {
        return before;
      }
      return endDate.isBefore(begun.from())
          ? before.withoutEnrolment(enrolmentId)
          : before.with(
              enrolmentId, new Enrolment(programme, track, status, begun.from(), endDate));
    }

    /** One that this family never began is that of a family that it has taken in. */
    @Override
    public Collection<String> others(Household before) {
      return before.enrolments().containsKey(enrolmentId) ? List.of() : before.takenIn().values();
    }
  }

  record ConsentChanged(
      String consentId,
      String partner,
      String purpose,
      String status,
      LocalDate from,
      @Nullable LocalDate until)
      implements HouseholdEvent {

    public ConsentChanged {
      Objects.requireNonNull(consentId);
      Objects.requireNonNull(partner);
      Objects.requireNonNull(purpose);
      Objects.requireNonNull(status);
      Objects.requireNonNull(from);
    }

    /** A withdrawal holds at once, whatever its last day. */
    @Override
    public Household appliedTo(Household before) {
      return status.equals("WITHDRAWN")
          ? before.withdrawn(consentId)
          : before.with(consentId, new Consent(partner, purpose, from, until));
    }

    /** What a family that was taken in had agreed to is withdrawn by the survivor. */
    @Override
    public Collection<String> others(Household before) {
      return status.equals("WITHDRAWN") ? before.takenIn().values() : List.of();
    }
  }

  record Erased() implements HouseholdEvent {

    @Override
    public Household appliedTo(Household before) {
      return before.erased();
    }

    @Override
    public Collection<String> others(Household before) {
      return before.takenIn().values();
    }
  }

  /** The survivor's part of a merger. */
  record TookIn(UUID mergedFamilyId, String mergeId, boolean undone) implements HouseholdEvent {

    public TookIn {
      Objects.requireNonNull(mergedFamilyId);
      Objects.requireNonNull(mergeId);
    }

    @Override
    public Household appliedTo(Household before) {
      return before.tookIn(mergeId, mergedFamilyId.toString(), undone);
    }

    @Override
    public Collection<String> others(Household before) {
      return List.of(mergedFamilyId.toString());
    }
  }
}
