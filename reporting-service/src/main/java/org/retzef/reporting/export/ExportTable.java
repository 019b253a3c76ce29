package org.retzef.reporting.export;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.indicator.IndicatorAnswer;

/**
 * Figures as rows. A cell is a text, a number, a day, or null.
 *
 * @param title what the figures are of, in Hebrew
 * @param columns names of the cells of each row
 */
public record ExportTable(String title, List<String> columns, List<List<@Nullable Object>> rows) {

  /**
   * The last four are as wide as a Chinese character; some spreadsheets take them for the first.
   */
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  static final List<String> INDICATOR_COLUMNS =
      List.of(
          "key",
          "name",
          "value",
          "numerator",
          "denominator",
          "planVersion",
          "planPublishedOn",
          "note",
          "from",
          "to",
          "roundedTo");

  /** An indicator's figures, the total last. */
  static ExportTable of(IndicatorAnswer answer) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Stream.concat(answer.items().stream(), Stream.of(answer.total()))
        .forEach(item -> rows.add(row(answer, item)));
    return new ExportTable(answer.indicator().nameHe(), INDICATOR_COLUMNS, rows);
  }

  private static List<@Nullable Object> row(IndicatorAnswer answer, IndicatorAnswer.Item item) {
    @Nullable LocalDate from = answer.from();
    return Arrays.asList(
        item.key().isEmpty() ? answer.unit() : item.key(),
        item.nameHe(),
        item.amount() == null ? item.value() : new BigDecimal(item.amount()),
        item.numerator(),
        item.denominator(),
        item.planVersion(),
        item.planPublishedOn(),
        item.note(),
        from,
        answer.to(),
        item.roundedTo());
  }

  /** A spreadsheet would take a text that begins like this for a formula. */
  static String neutralised(String text) {
    return text.isEmpty() || FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
  }
}
