package org.retzef.reporting.sharing.household;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A family as of its last event.
 *
 * @param sequence of the last event that is in it; older ones are repetitions
 * @param home null until its registration was told, and once it is erased
 * @param enrolments by their ids
 * @param consents by their ids
 * @param mergers those by which it became part of another family
 * @param takenIn families that became part of it, by their mergers
 * @param withdrawn ids of consents that hold no more, whichever family they were told of
 */
public record Household(
    long sequence,
    @Nullable Home home,
    Map<String, Enrolment> enrolments,
    Map<String, Consent> consents,
    List<String> mergers,
    Map<String, String> takenIn,
    Set<String> withdrawn) {

  static final Household UNKNOWN =
      new Household(0, null, Map.of(), Map.of(), List.of(), Map.of(), Set.of());

  /** One that was kept before they were remembered has neither. */
  public Household {
    takenIn = Objects.requireNonNullElse(takenIn, Map.of());
    withdrawn = Objects.requireNonNullElse(withdrawn, Set.of());
  }

  /**
   * Where it lives, and how many.
   *
   * @param birthYears of its members, the head's first
   * @param left ids of members who have left
   * @param headless whether the head has left and nobody was named in the head's place
   */
  public record Home(
      String unit,
      String language,
      int members,
      int minors,
      List<Integer> birthYears,
      Set<String> left,
      Boolean headless) {

    /** One that was kept before they were remembered has none. */
    public Home {
      left = Objects.requireNonNullElse(left, Set.of());
      headless = Objects.requireNonNullElse(headless, false);
    }

    /** The head's age by the year of birth; empty where it is not known. */
    public Optional<Integer> headAge(LocalDate day) {
      return birthYears.stream().findFirst().filter(_ -> !headless).map(year -> age(year, day));
    }

    public Optional<Integer> youngestAge(LocalDate day) {
      return birthYears.stream().max(Comparator.naturalOrder()).map(year -> age(year, day));
    }

    private static int age(int birthYear, LocalDate day) {
      return Math.max(0, day.getYear() - birthYear);
    }
  }

  /**
   * A period in a track.
   *
   * @param until last day; null while it goes on
   */
  public record Enrolment(
      String programme, String track, String status, LocalDate from, @Nullable LocalDate until) {

    /** {@code ACTIVE} to its last day, then how it ended. */
    public String statusOn(LocalDate day) {
      return runsOn(day) ? "ACTIVE" : status;
    }

    boolean runsOn(LocalDate day) {
      return !from.isAfter(day) && (until == null || !until.isBefore(day));
    }
  }

  /**
   * What the family agreed to.
   *
   * @param until last day; null if it holds until it is withdrawn
   */
  public record Consent(String partner, String purpose, LocalDate from, @Nullable LocalDate until) {

    boolean allows(String toPartner, String forPurpose, LocalDate day) {
      return partner.equals(toPartner)
          && purpose.equals(forPurpose)
          && !from.isAfter(day)
          && (until == null || !until.isBefore(day));
    }
  }

  /** Whether it stands for itself: known, not erased, not part of another family. */
  public boolean counts() {
    return home != null && mergers.isEmpty();
  }

  public boolean consentsTo(String partner, String purpose, LocalDate day) {
    return consents.values().stream().anyMatch(given -> given.allows(partner, purpose, day));
  }

  /**
   * Of its enrolments in these programmes the newest that runs on that day; else the newest that
   * had begun by then.
   */
  public Optional<Enrolment> lastEnrolment(LocalDate day, Predicate<String> programmes) {
    List<Enrolment> begun =
        enrolments.values().stream()
            .filter(one -> programmes.test(one.programme()) && !one.from().isAfter(day))
            .toList();
    return newest(begun.stream().filter(one -> one.runsOn(day)).toList()).or(() -> newest(begun));
  }

  /** Its newest enrolment that runs on that day: a family counts once, and in one programme. */
  public Optional<Enrolment> activeEnrolment(LocalDate day) {
    return newest(enrolments.values().stream().filter(one -> one.runsOn(day)).toList());
  }

  private static Optional<Enrolment> newest(List<Enrolment> some) {
    return some.stream().max(Comparator.comparing(Enrolment::from).thenComparing(Enrolment::track));
  }

  Household at(long newSequence) {
    return new Household(newSequence, home, enrolments, consents, mergers, takenIn, withdrawn);
  }

  Household with(Home newHome) {
    return new Household(sequence, newHome, enrolments, consents, mergers, takenIn, withdrawn);
  }

  Household with(String enrolmentId, Enrolment enrolment) {
    Map<String, Enrolment> all = new HashMap<>(enrolments);
    all.put(enrolmentId, enrolment);
    return new Household(sequence, home, all, consents, mergers, takenIn, withdrawn);
  }

  Household withoutEnrolment(String enrolmentId) {
    Map<String, Enrolment> others = new HashMap<>(enrolments);
    others.remove(enrolmentId);
    return new Household(sequence, home, others, consents, mergers, takenIn, withdrawn);
  }

  Household with(String consentId, Consent consent) {
    if (withdrawn.contains(consentId)) {
      return this;
    }
    Map<String, Consent> all = new HashMap<>(consents);
    all.put(consentId, consent);
    return new Household(sequence, home, enrolments, all, mergers, takenIn, withdrawn);
  }

  /** For good: a consent that is given again has another id. */
  Household withdrawn(String consentId) {
    Map<String, Consent> others = new HashMap<>(consents);
    others.remove(consentId);
    Set<String> all = new TreeSet<>(withdrawn);
    all.add(consentId);
    return new Household(sequence, home, enrolments, others, mergers, takenIn, all);
  }

  Household tookIn(String mergeId, String family, boolean undone) {
    Map<String, String> all = new HashMap<>(takenIn);
    if (undone) {
      all.remove(mergeId);
    } else {
      all.put(mergeId, family);
    }
    return new Household(sequence, home, enrolments, consents, mergers, all, withdrawn);
  }

  Household merged(String mergeId, boolean undone) {
    List<String> all = new ArrayList<>(mergers);
    all.remove(mergeId);
    if (!undone) {
      all.add(mergeId);
    }
    return new Household(sequence, home, enrolments, consents, all, takenIn, withdrawn);
  }

  /** Nothing is kept of it, and nothing counts that is told of it late. */
  Household erased() {
    return new Household(Long.MAX_VALUE, null, Map.of(), Map.of(), mergers, Map.of(), Set.of());
  }
}
