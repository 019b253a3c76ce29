package org.retzef.family.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.family.duplicate.Population.Pair;

/**
 * How many of the families that are there twice are found (recall), and how many of those that are
 * shown are really the same (precision): over all pairs of a drawn population.
 */
class DuplicateRecallTest {

  private static final int FAMILIES = 600;

  private final DuplicateRules rules = ShippedRules.read();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void findsNineteenOfTwentyAndShowsFewThatAreNot(long seed) {
    var population = new Population(seed, FAMILIES);
    Set<Pair> same = new HashSet<>(population.sames());
    Set<Pair> shown = shownOf(population);
    long found = shown.stream().filter(same::contains).count();
    double recall = (double) found / same.size();
    double precision = (double) found / shown.size();
    System.out.printf(
        "seed %d: %d families, %d there twice; recall %.3f, precision %.3f%n",
        seed, population.families().size(), same.size(), recall, precision);
    assertThat(recall).as("recall").isGreaterThanOrEqualTo(0.95);
    assertThat(precision).as("precision").isGreaterThanOrEqualTo(0.9);
  }

  /** In either language: what is missed in one must not be made up for by the other. */
  @ParameterizedTest
  @ValueSource(strings = {"HEBREW", "ARABIC"})
  void findsAsManyAndShowsAsFewInEitherLanguage(Character.UnicodeScript script) {
    long same = 0;
    long shown = 0;
    long found = 0;
    for (long seed : new long[] {1, 2, 3, 5, 8, 13, 21, 34}) {
      var population = new Population(seed, FAMILIES);
      Set<Pair> sames = new HashSet<>(population.sames());
      Set<Pair> shownHere = shownOf(population);
      same += sames.stream().filter(pair -> isIn(script, pair)).count();
      shown += shownHere.stream().filter(pair -> isIn(script, pair)).count();
      found +=
          shownHere.stream().filter(pair -> isIn(script, pair) && sames.contains(pair)).count();
    }
    System.out.printf(
        "%s: %d there twice; recall %.3f, precision %.3f%n",
        script, same, (double) found / same, (double) found / shown);
    assertThat(same).isGreaterThan(500);
    assertThat((double) found / same).as("recall").isGreaterThanOrEqualTo(0.95);
    assertThat((double) found / shown).as("precision").isGreaterThanOrEqualTo(0.9);
  }

  /** By the head's given name, which no marriage changes. */
  private static boolean isIn(Character.UnicodeScript script, Pair pair) {
    String name = pair.one().people().getFirst().givenName();
    return Character.UnicodeScript.of(name.codePointAt(0)) == script;
  }

  private Set<Pair> shownOf(Population population) {
    Set<Pair> shown = new HashSet<>();
    for (Pair pair : withSomethingInCommon(population.families())) {
      if (rules.shows(Comparison.of(pair.one(), pair.other(), rules))) {
        shown.add(pair);
      }
    }
    return shown;
  }

  @Test
  void wouldNoticeRulesThatFindLess() {
    var population = new Population(1, FAMILIES);
    var strict =
        new DuplicateRules(2, rules.validFrom(), 95, rules.rules(), "x", rules.changedAt());
    long found =
        population.sames().stream()
            .filter(pair -> strict.shows(Comparison.of(pair.one(), pair.other(), strict)))
            .count();
    assertThat((double) found / population.sames().size()).isLessThan(0.95);
  }

  /** As the search does: only who shares a number or a birth date, in either order, is compared. */
  private static Set<Pair> withSomethingInCommon(List<Household> families) {
    Map<String, List<Household>> byTrait = new HashMap<>();
    for (Household family : families) {
      traits(family)
          .forEach(trait -> byTrait.computeIfAbsent(trait, _ -> new ArrayList<>()).add(family));
    }
    Set<Pair> pairs = new HashSet<>();
    for (List<Household> alike : byTrait.values()) {
      for (int i = 0; i < alike.size(); i++) {
        for (Household other : alike.subList(i + 1, alike.size())) {
          pairs.add(new Pair(alike.get(i), other));
        }
      }
    }
    return pairs;
  }

  private static Set<String> traits(Household family) {
    Set<String> traits = new HashSet<>();
    traits.add(family.phone());
    for (Household.Person person : family.people()) {
      int day = person.birthDate().getDayOfMonth();
      int month = person.birthDate().getMonthValue();
      traits.add(
          person.birthDate().getYear() + " " + Math.min(day, month) + " " + Math.max(day, month));
      if (person.nationalId() != null) {
        traits.add(person.nationalId());
      }
    }
    return traits;
  }
}
