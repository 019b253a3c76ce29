package org.retzef.reporting.indicator;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.retzef.reporting.indicator.HiddenCells.Cell;

/** Attacks by subtraction: parent and children, two breakdowns, a unit by itself. */
class HiddenCellsTest {

  private static final int TREES = 500;

  @Test
  void hidesAnotherBesideOneThatTheWholeWouldTell() {
    assertThat(hidden("IL 109, IL.S 109, IL.S.A 3, IL.S.B 40, IL.S.C 66"))
        .containsExactly("IL.S.A", "IL.S.B");
  }

  @Test
  void hidesNothingWhereNothingIsSmall() {
    assertThat(hidden("IL 60, IL.S 60, IL.S.A 0, IL.S.B 5, IL.S.C 55")).isEmpty();
  }

  @Test
  void hidesMoreWhereWhatIsHiddenIsLittleTogether() {
    assertThat(hidden("IL 83, IL.S 83, IL.S.A 1, IL.S.B 2, IL.S.C 30, IL.S.D 50"))
        .containsExactly("IL.S.A", "IL.S.B", "IL.S.C");
  }

  @Test
  void hidesAnotherInTheNextDistrictWhereAnAuthorityIsAlone() {
    assertThat(
            hidden("IL 102, IL.S 2, IL.S.A 2, IL.N 40, IL.N.A 15, IL.N.B 25, IL.C 60, IL.C.A 60"))
        .containsExactly("IL.N", "IL.N.A", "IL.S", "IL.S.A");
  }

  @Test
  void hidesWhatWouldTellTheFewOfAUnitItself() {
    assertThat(hidden("IL 90, IL.S 90, IL.S.A 12, IL.S.A.D1 10, IL.S.B 78"))
        .containsExactly("IL.S.A.D1");
  }

  @Test
  void keepsTheCountryShownUnlessItIsSmall() {
    assertThat(hidden("IL 5, IL.S 4, IL.N 1")).containsExactly("IL.N", "IL.S");
    assertThat(hidden("IL 4, IL.S 4")).containsExactly("IL", "IL.S");
  }

  @Test
  void tellsNoSmallFigureOfAnyUnitToWhoSubtracts() {
    for (int seed = 0; seed < TREES; seed++) {
      Map<Cell, Long> wholes = tree(new Random(seed));
      Set<Cell> hidden = HiddenCells.ofWholes(wholes);
      Attacker attacker = new Attacker();
      wholes.forEach(
          (cell, value) -> {
            if (!hidden.contains(cell)) {
              attacker.sees(cell.toString(), value);
            }
          });
      knowTheTree(attacker, wholes);
      assertLearnedNothingSmall(seed, attacker, wholes);
    }
  }

  @Test
  void tellsNoSmallFigureOfATraitToWhoSubtractsUnitsAndTraits() {
    for (int seed = 0; seed < TREES; seed++) {
      Random random = new Random(seed);
      Map<Cell, Long> traits = new HashMap<>();
      Map<Cell, Long> wholes = new HashMap<>();
      for (String trait : List.of("T1", "T2", "T3").subList(0, random.nextInt(1, 4))) {
        tree(random)
            .forEach(
                (cell, value) -> {
                  traits.put(new Cell(cell.unit(), trait), value);
                  wholes.merge(cell, value, Long::sum);
                });
      }
      Set<Cell> hiddenWholes = HiddenCells.ofWholes(wholes);
      Set<Cell> hidden = HiddenCells.ofTraits(traits, wholes, hiddenWholes);
      Attacker attacker = new Attacker();
      Map<Cell, Long> all = new HashMap<>(traits);
      all.putAll(wholes);
      all.forEach(
          (cell, value) -> {
            if (!hidden.contains(cell) && !hiddenWholes.contains(cell)) {
              attacker.sees(cell.toString(), value);
            }
          });
      knowTheTree(attacker, all);
      traits.keySet().stream()
          .collect(groupingBy(cell -> Cell.whole(cell.unit()), mapping(Cell::toString, toList())))
          .forEach((whole, parts) -> attacker.knowsThatIsTheSum(whole.toString(), parts));
      assertLearnedNothingSmall(seed, attacker, all);
    }
  }

  private static Map<Cell, Long> tree(Random random) {
    Map<Cell, Long> wholes = new HashMap<>();
    int most = List.of(4, 8, 30).get(random.nextInt(3));
    for (int n = random.nextInt(2, 30); n > 0; n--) {
      long value = random.nextInt(3) == 0 ? random.nextInt(5) : random.nextInt(most);
      String unit =
          "IL.D%d.A%d.P%d".formatted(random.nextInt(4), random.nextInt(4), random.nextInt(3));
      for (Cell at = Cell.whole(unit); at != null; at = at.above()) {
        wholes.merge(at, value, Long::sum);
      }
    }
    wholes.merge(Cell.whole("IL"), 100L, Long::sum);
    wholes.merge(Cell.whole("IL.REST"), 100L, Long::sum);
    return wholes;
  }

  private static void knowTheTree(Attacker attacker, Map<Cell, Long> figures) {
    figures.keySet().stream()
        .filter(cell -> cell.above() != null)
        .collect(groupingBy(Cell::above, mapping(Cell::toString, toList())))
        .forEach((above, parts) -> attacker.knowsThatIsTheSum(above.toString(), parts));
  }

  private static void assertLearnedNothingSmall(
      int seed, Attacker attacker, Map<Cell, Long> figures) {
    Map<String, Long> small = new TreeMap<>();
    figures.forEach(
        (cell, value) -> {
          if (value > 0 && value < SmallCells.K) {
            small.put(cell.toString(), value);
          }
        });
    Map<String, Attacker.Range> learned = attacker.learned();
    small.keySet().removeIf(figure -> !learned.get(figure).isOne());
    assertThat(small).as("seed %d", seed).isEmpty();
  }

  private static List<String> hidden(String figures) {
    Map<Cell, Long> wholes = new HashMap<>();
    Stream.of(figures.split(", "))
        .map(figure -> figure.split(" "))
        .forEach(figure -> wholes.put(Cell.whole(figure[0]), Long.valueOf(figure[1])));
    return HiddenCells.ofWholes(wholes).stream().map(Cell::unit).sorted().toList();
  }
}
