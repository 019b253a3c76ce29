package org.retzef.basket.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.basket.ReferenceFile;
import org.retzef.platform.problem.InvalidInput;

/** The table of 2021 with its last row, and what of it is wrong. */
class BudgetTableTest {

  private static final List<String> COLUMNS = List.of("track", "families", "basket", "total");
  private static final int LAST = 8;

  private final List<String[]> cells = new ArrayList<>();

  BudgetTableTest() {
    ReferenceFile.rows("budget-2021.csv").forEach(row -> cells.add(row.clone()));
    cells.add(new String[] {"TOTAL", "4990", "", "59045000.00"});
  }

  @Test
  void isReadWhereAllCellsAreRight() {
    assertThat(wrongCells()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "7", "2000"})
  void namesTheOneCellThatIsWrongWhicheverItIs(String wrong) {
    for (int row = 0; row <= LAST; row++) {
      for (int column = 1; column < COLUMNS.size(); column++) {
        String right = cells.get(row)[column];
        cells.get(row)[column] = wrong;
        assertThat(wrongCells()).containsExactly(cell(row, column) + " total-wrong");
        cells.get(row)[column] = right;
      }
    }
  }

  @Test
  void namesTheOneCellThatIsNoNumberWhicheverItIs() {
    for (int row = 0; row < LAST; row++) {
      for (int column = 0; column < COLUMNS.size(); column++) {
        String right = cells.get(row)[column];
        cells.get(row)[column] = "?";
        assertThat(wrongCells()).singleElement().asString().startsWith(cell(row, column) + " ");
        cells.get(row)[column] = right;
      }
    }
  }

  @Test
  void namesEachCellOfAColumnWithManyWrongOnes() {
    for (int column = 1; column < COLUMNS.size(); column++) {
      String[] right = {cells.get(2)[column], cells.get(6)[column]};
      cells.get(2)[column] = "11";
      cells.get(6)[column] = "12";
      assertThat(wrongCells())
          .containsExactly(cell(2, column) + " total-wrong", cell(6, column) + " total-wrong");
      cells.get(2)[column] = right[0];
      cells.get(6)[column] = right[1];
    }
  }

  @Test
  void acceptsNoTwoWrongCells() {
    for (int one = 0; one < 3 * (LAST + 1); one++) {
      for (int other = 0; other < one; other++) {
        String right = spoil(one, "11");
        String otherRight = spoil(other, "13");
        assertThat(wrongCells()).isNotEmpty();
        spoil(other, otherRight);
        spoil(one, right);
      }
    }
  }

  @Test
  void namesEachOfTwoRowsThatAreTheSame() {
    cells.clear();
    cells.add(new String[] {"A", "2", "10", "21"});
    cells.add(new String[] {"A", "2", "10", "21"});
    cells.add(new String[] {"TOTAL", "4", "", "40"});
    assertThat(wrongCells())
        .containsExactly("rows[0].total total-wrong", "rows[1].total total-wrong");
  }

  /** Answers what stood there. */
  private String spoil(int number, String wrong) {
    String[] row = cells.get(number / 3);
    String right = row[1 + number % 3];
    row[1 + number % 3] = wrong;
    return right;
  }

  private static String cell(int row, int column) {
    return "rows[%d].%s".formatted(row, COLUMNS.get(column));
  }

  private List<String> wrongCells() {
    StringBuilder table = new StringBuilder(String.join(",", COLUMNS));
    cells.forEach(row -> table.append('\n').append(String.join(",", row)));
    var refused =
        catchThrowableOfType(InvalidInput.class, () -> BudgetTable.ofCsv(2021, table.toString()));
    return refused == null
        ? List.of()
        : refused.faults().stream().map(fault -> fault.field() + " " + fault.code()).toList();
  }
}
