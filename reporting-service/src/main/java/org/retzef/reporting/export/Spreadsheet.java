package org.retzef.reporting.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** A spreadsheet from right to left; numbers are numbers, days are days, and no text a formula. */
public final class Spreadsheet {

  public static final String MEDIA_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private Spreadsheet() {}

  /**
   * @param sheet its name
   */
  public static byte[] of(String sheet, ExportTable table) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      try (Workbook workbook = new Workbook(out, "Retzef", "1.0")) {
        write(workbook.newWorksheet(sheet), table);
      }
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void write(Worksheet sheet, ExportTable table) throws IOException {
    sheet.rightToLeft();
    sheet.inlineString(0, 0, ExportTable.neutralised(table.title()));
    sheet.style(0, 0).bold().set();
    for (int column = 0; column < table.columns().size(); column++) {
      sheet.inlineString(1, column, table.columns().get(column));
      sheet.style(1, column).bold().set();
    }
    int line = 2;
    for (List<@Nullable Object> row : table.rows()) {
      for (int column = 0; column < row.size(); column++) {
        write(sheet, line, column, row.get(column));
      }
      line++;
    }
    sheet.finish();
  }

  private static void write(Worksheet sheet, int line, int column, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case LocalDate day -> {
        sheet.value(line, column, day);
        sheet.style(line, column).format("yyyy-mm-dd").set();
      }
      case BigDecimal amount -> {
        sheet.value(line, column, amount);
        sheet.style(line, column).format("#,##0.00").set();
      }
      case Number number -> sheet.value(line, column, number);
      default -> sheet.inlineString(line, column, ExportTable.neutralised(value.toString()));
    }
  }
}
