package org.retzef.training.smallcell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.retzef.training.smallcell.CountTable.Count;
import org.retzef.training.smallcell.CountTable.Row;

class CountTableTest {

  @Test
  void showsCountsOfEnoughPeopleWithTheirTotals() {
    List<Row> shown =
        new CountTable(List.of(new Count("a", "x", 9), new Count("b", "y", 6))).shown();
    assertThat(shown).extracting(Row::row).containsExactly("a", "b", "TOTAL");
    assertThat(shown).extracting(row -> row.at("x")).containsExactly(9, 0, 9);
    assertThat(shown).extracting(row -> row.at("TOTAL")).containsExactly(9, 6, 15);
  }

  @Test
  void hidesAFewPeopleAndWhatWouldGiveThemAway() {
    List<Row> shown =
        new CountTable(
                List.of(
                    new Count("a", "x", 3),
                    new Count("a", "y", 20),
                    new Count("b", "x", 30),
                    new Count("b", "y", 7)))
            .shown();
    assertThat(shown.get(0).at("x")).isNull();
    long hidden =
        shown.stream()
            .flatMap(row -> row.columns().stream())
            .filter(cell -> cell.people() == null)
            .count();
    assertThat(hidden).isEqualTo(4);
  }

  @Test
  void showsNobodyWhoIsAlone() {
    assertThat(new CountTable(List.of(new Count("a", "x", 1))).shown().toString())
        .doesNotContain("1");
  }

  /**
   * Whoever knows what is shown, and that the totals are sums, solves for what is hidden: no count
   * of one to four people may come out of it.
   */
  @Test
  void givesNoSmallCountAwayToWhoReckons() {
    Random random = new Random(2020);
    for (int round = 0; round < 400; round++) {
      int rows = 1 + random.nextInt(6);
      int columns = 1 + random.nextInt(6);
      List<Count> counts = new ArrayList<>();
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          int people = random.nextInt(4) == 0 ? random.nextInt(60) : random.nextInt(12);
          counts.add(new Count("r" + r, "c" + c, people));
        }
      }
      assertNothingSmallIsSolved(new CountTable(counts).shown(), counts);
    }
  }

  private static void assertNothingSmallIsSolved(List<Row> shown, List<Count> truth) {
    List<String> columns =
        shown.getFirst().columns().stream().map(CountTable.Cell::column).toList();
    int width = columns.size();
    int unknowns = shown.size() * width;
    List<double[]> equations = new ArrayList<>();
    for (int r = 0; r < shown.size(); r++) {
      double[] sum = new double[unknowns];
      for (int c = 0; c < width; c++) {
        sum[r * width + c] = c == width - 1 ? -1 : 1;
        if (shown.get(r).at(columns.get(c)) != null) {
          double[] known = new double[unknowns];
          known[r * width + c] = 1;
          equations.add(known);
        }
      }
      equations.add(sum);
    }
    for (int c = 0; c < width; c++) {
      double[] sum = new double[unknowns];
      for (int r = 0; r < shown.size(); r++) {
        sum[r * width + c] = r == shown.size() - 1 ? -1 : 1;
      }
      equations.add(sum);
    }
    List<Integer> solved = solved(equations, unknowns);
    for (Count count : truth) {
      if (count.people() > 0 && count.people() < CountTable.LEAST) {
        int r = 0;
        while (!shown.get(r).row().equals(count.row())) {
          r++;
        }
        assertThat(solved).doesNotContain(r * width + columns.indexOf(count.column()));
      }
    }
  }

  /** Gauss and Jordan: an unknown whose row holds nothing else has one value only. */
  private static List<Integer> solved(List<double[]> equations, int unknowns) {
    int rank = 0;
    List<Integer> leading = new ArrayList<>();
    for (int column = 0; column < unknowns && rank < equations.size(); column++) {
      int pivot = rank;
      while (pivot < equations.size() && Math.abs(equations.get(pivot)[column]) < 1e-9) {
        pivot++;
      }
      if (pivot == equations.size()) {
        continue;
      }
      double[] row = equations.get(pivot);
      equations.set(pivot, equations.get(rank));
      equations.set(rank, row);
      double by = row[column];
      for (int i = 0; i < unknowns; i++) {
        row[i] /= by;
      }
      for (int other = 0; other < equations.size(); other++) {
        double times = equations.get(other)[column];
        if (other != rank && Math.abs(times) > 1e-9) {
          for (int i = 0; i < unknowns; i++) {
            equations.get(other)[i] -= times * row[i];
          }
        }
      }
      leading.add(column);
      rank++;
    }
    List<Integer> solved = new ArrayList<>();
    for (int r = 0; r < rank; r++) {
      long others = 0;
      for (double factor : equations.get(r)) {
        others += Math.abs(factor) > 1e-9 ? 1 : 0;
      }
      if (others == 1) {
        solved.add(leading.get(r));
      }
    }
    return solved;
  }
}
