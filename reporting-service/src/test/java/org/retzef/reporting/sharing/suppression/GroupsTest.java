package org.retzef.reporting.sharing.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Attacks on what is shown, by a reader who knows all numbers and how they are made. */
class GroupsTest {

  private static final String DIMONA = "IL.SOUTH.A2200";
  private static final String YERUHAM = "IL.SOUTH.A0831";
  private static final String HAIFA = "IL.HAIFA_NORTH.A4000";

  private final Random random = new Random(20200303);

  @Test
  void showsNothingOfFewAndAllOfManyButTheRest() {
    assertThat(Groups.of(Map.of(cell(DIMONA, 25), 9), 10)).isEmpty();
    assertThat(Groups.of(Map.of(cell(DIMONA, 25), 10), 10)).isEqualTo(Map.of(cell(DIMONA, 25), 10));
    assertThat(Groups.of(Map.of(cell(DIMONA, 25), 29), 10)).isEqualTo(Map.of(cell(DIMONA, 25), 20));
  }

  @Test
  void showsOfTheDistrictWhatItsAuthoritiesAreTooSmallFor() {
    var families = Map.of(cell(DIMONA, 25), 7, cell(YERUHAM, 25), 6, cell("IL.SOUTH.A2630", 25), 8);

    assertThat(Groups.of(families, 10)).isEqualTo(Map.of(new Cell("IL.SOUTH", "NOSHMIM", 25), 10));
  }

  /** The parent less its children: 13 families in one authority, 7 in the other, 20 in all. */
  @Test
  void aChildIsNotItsParentLessTheOtherChild() {
    Map<Cell, Integer> shown = Groups.of(Map.of(cell(DIMONA, 25), 13, cell(YERUHAM, 25), 7), 10);

    assertThat(shown).isEqualTo(Map.of(cell(DIMONA, 25), 10));
  }

  /** Nine full rests of 9 and one of 9 would otherwise be told as 90, and each be known. */
  @Test
  void tellsNoRestByTellingThatAllAreFull() {
    Map<Cell, Integer> families = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      families.put(cell("IL.SOUTH.A%04d".formatted(i), 25), 9);
    }
    assertThat(Groups.of(families, 10).get(new Cell("IL.SOUTH", "NOSHMIM", 25))).isEqualTo(80);
  }

  @Test
  void addingAndSubtractingWhateverIsShownNeverGivesASmallNumber() {
    for (int round = 0; round < 300; round++) {
      int k = random.nextBoolean() ? 10 : 5;
      Map<Cell, Integer> yesterday = population();
      Map<Cell, Integer> today = new HashMap<>(yesterday);
      today.replaceAll((cell, count) -> Math.max(0, count + random.nextInt(3) - 1));

      List<Integer> numbers = new ArrayList<>(Groups.of(yesterday, k).values());
      numbers.addAll(Groups.of(today, k).values());
      long sum = 0;
      for (int number : numbers) {
        sum += (random.nextInt(5) - 2) * (long) number;
        assertThat(Math.abs(sum)).matches(found -> found == 0 || found >= k);
      }
    }
  }

  @Test
  void losesFewerFamiliesThanOneGroupForEachCellThatHasRests() {
    for (int round = 0; round < 300; round++) {
      Map<Cell, Integer> families = population();
      int all = sum(families);
      int shown = sum(Groups.of(families, 5));
      assertThat(shown).isLessThanOrEqualTo(all).isGreaterThan(all - 5 * families.size());
    }
  }

  /**
   * The reader tries every population that shows the same numbers, knowing which cells there are:
   * of no hidden cell is only one number left.
   */
  @Test
  void noHiddenCellIsKnownToAReaderWhoTriesEveryPopulation() {
    int k = 3;
    for (int round = 0; round < 60; round++) {
      Map<Cell, Integer> families = fewCells();
      Map<Cell, Integer> shown = Groups.of(families, k);
      Map<Cell, Set<Integer>> possible = new HashMap<>();
      for (Map<Cell, Integer> other : populations(families, k)) {
        if (Groups.of(other, k).equals(shown)) {
          other.forEach((cell, n) -> possible.computeIfAbsent(cell, _ -> new HashSet<>()).add(n));
        }
      }
      families.forEach(
          (cell, count) -> {
            if (count > 0 && count < k) {
              assertThat(possible.get(cell)).as("%s of %s", cell, families).hasSizeGreaterThan(1);
            }
          });
    }
  }

  /** What a coarser agreement shows is made of what a finer one shows. */
  @Test
  void groupsOfTenAreFoundInGroupsOfFive() {
    for (int round = 0; round < 100; round++) {
      Map<Cell, Integer> fives = Groups.of(population(), 5);
      Map<Cell, Integer> tens = Groups.of(fives, 10);
      assertThat(tens.values()).allMatch(number -> number % 10 == 0);
      assertThat(sum(tens)).isLessThanOrEqualTo(sum(fives));
    }
  }

  private static List<Map<Cell, Integer>> populations(Map<Cell, Integer> families, int k) {
    List<Map<Cell, Integer>> all = new ArrayList<>(List.of(new HashMap<>()));
    families.forEach(
        (cell, count) -> {
          List<Map<Cell, Integer>> longer = new ArrayList<>();
          for (Map<Cell, Integer> known : all) {
            for (int rest = 0; rest < k; rest++) {
              Map<Cell, Integer> one = new HashMap<>(known);
              one.put(cell, count / k * k + rest);
              longer.add(one);
            }
          }
          all.clear();
          all.addAll(longer);
        });
    return all;
  }

  private Map<Cell, Integer> fewCells() {
    Map<Cell, Integer> families = new HashMap<>();
    int cells = 2 + random.nextInt(5);
    while (families.size() < cells) {
      families.put(
          cell(List.of(DIMONA, YERUHAM, HAIFA).get(random.nextInt(3)), 25 + 10 * random.nextInt(2)),
          1 + random.nextInt(8));
    }
    return families;
  }

  private Map<Cell, Integer> population() {
    Map<Cell, Integer> families = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      String district = random.nextBoolean() ? "IL.SOUTH" : "IL.JERUSALEM";
      families.merge(
          new Cell(
              district + ".A%04d".formatted(random.nextInt(8)),
              random.nextBoolean() ? "NOSHMIM" : "MAPA",
              25 + 10 * random.nextInt(3)),
          random.nextInt(25),
          Integer::sum);
    }
    return families;
  }

  private static int sum(Map<Cell, Integer> numbers) {
    return numbers.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Cell cell(String authority, int age) {
    return new Cell(authority, "NOSHMIM", age);
  }
}
