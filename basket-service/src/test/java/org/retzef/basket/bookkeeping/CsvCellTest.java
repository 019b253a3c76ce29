package org.retzef.basket.bookkeeping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvCellTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "budget/2021/MAPA|budget/2021/MAPA",
        "=1+1|'=1+1",
        "@SUM(A1)|'@SUM(A1)",
        "-2|'-2",
        "+2|'+2",
        "a,b|\"a,b\"",
        "a\"b|\"a\"\"b\""
      })
  void writesNoCellThatASpreadsheetWouldCalculate(String text, String cell) {
    assertThat(CsvCell.of(text)).isEqualTo(cell);
  }
}
