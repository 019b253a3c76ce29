package org.retzef.family.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SmallCellsTest {

  @Test
  void showsEverythingThatTellsOfTenOrMore() {
    SmallCells cells = parts(35, 45, 20);
    assertThat(cells.shown("A")).isEqualTo(35);
    assertThat(cells.shownSum(Set.of("A"))).isEqualTo(35);
    assertThat(cells.shownDenominator()).isEqualTo(100);
  }

  @Test
  void hidesASmallNumberAndWhatItCouldBeReckonedFrom() {
    SmallCells cells = parts(35, 60, 5);
    assertThat(cells.shown("C")).isNull();
    assertThat(cells.shown("A")).isNull();
    assertThat(cells.shown("B")).isEqualTo(60);
    assertThat(cells.shownSum(Set.of("A"))).isNull();
  }

  @Test
  void hidesAllOfAHandful() {
    SmallCells cells = parts(4, 3, 2);
    assertThat(cells.shownDenominator()).isNull();
    assertThat(cells.shown("A")).isNull();
    assertThat(cells.shownSum(Set.of("A", "B"))).isNull();
  }

  @Test
  void showsEverythingToThoseWhoKnowTheFamilies() {
    SmallCells cells = new SmallCells(Map.of("A", 1L, "B", 0L), 1, true, true);
    assertThat(cells.shown("A")).isEqualTo(1);
    assertThat(cells.shownSum(Set.of("A"))).isEqualTo(1);
  }

  /** Whoever subtracts all that is shown from the whole never learns of fewer than ten. */
  @Test
  void leavesNothingSmallToBeSubtracted() {
    Random random = new Random(20200918);
    for (int run = 0; run < 20_000; run++) {
      long[] numbers = random.longs(2 + random.nextInt(5), 0, 40).toArray();
      SmallCells cells = parts(numbers);
      Long whole = cells.shownDenominator();
      if (whole == null) {
        continue;
      }
      long hidden = whole;
      int hiddenCells = 0;
      for (String code : cells.codes()) {
        Long shown = cells.shown(code);
        assertThat(shown == null || shown == 0 || shown >= SmallCells.LEAST).isTrue();
        hidden -= shown == null ? 0 : shown;
        hiddenCells += shown == null ? 1 : 0;
      }
      boolean safe = hiddenCells == 0 || (hiddenCells >= 2 && hidden >= SmallCells.LEAST);
      assertThat(safe).as("%s", List.of(numbers)).isTrue();
    }
  }

  private static SmallCells parts(long... numbers) {
    Map<String, Long> cells = new LinkedHashMap<>();
    long whole = 0;
    for (int i = 0; i < numbers.length; i++) {
      cells.put(String.valueOf((char) ('A' + i)), numbers[i]);
      whole += numbers[i];
    }
    return new SmallCells(cells, whole, true, false);
  }
}
