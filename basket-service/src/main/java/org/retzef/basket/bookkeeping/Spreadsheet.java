package org.retzef.basket.bookkeeping;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A spreadsheet, from right to left, with dates as dates and amounts as numbers. It is written to a
 * file row by row, because its format ends with a table of contents.
 */
final class Spreadsheet {

  private static final int ROWS_IN_MEMORY = 1000;
  private static final String AMOUNT = "#,##0.00";

  private Spreadsheet() {}

  static Path write(List<String> sources, Iterable<ExportRow> rows) {
    try {
      Path file = Files.createTempFile("ledger", ".xlsx");
      try (OutputStream out = Files.newOutputStream(file);
          Workbook workbook = new Workbook(out, "Retzef", "1.0")) {
        write(workbook.newWorksheet("ספר"), sources, rows);
      } catch (IOException | RuntimeException failed) {
        Files.deleteIfExists(file);
        throw failed;
      }
      return file;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void write(Worksheet sheet, List<String> sources, Iterable<ExportRow> rows)
      throws IOException {
    sheet.rightToLeft();
    List<String> columns = Stream.concat(ExportRow.COLUMNS.stream(), sources.stream()).toList();
    for (int column = 0; column < columns.size(); column++) {
      sheet.inlineString(0, column, columns.get(column));
      sheet.style(0, column).bold().set();
    }
    int line = 1;
    for (ExportRow row : rows) {
      write(sheet, line, row);
      if (line++ % ROWS_IN_MEMORY == 0) {
        sheet.flush();
      }
    }
    sheet.finish();
  }

  private static void write(Worksheet sheet, int line, ExportRow row) {
    sheet.value(line, 0, row.bookedOn());
    sheet.value(line, 1, row.effectiveOn());
    sheet.style(line, 0).format("yyyy-mm-dd").set();
    sheet.style(line, 1).format("yyyy-mm-dd").set();
    sheet.inlineString(line, 2, row.posting());
    sheet.inlineString(line, 3, row.kind());
    sheet.inlineString(line, 4, CsvCell.neutralised(row.account()));
    Number[] amounts =
        Stream.concat(Stream.of(row.amount(), row.balance()), row.shares().stream())
            .toArray(Number[]::new);
    for (int i = 0; i < amounts.length; i++) {
      sheet.value(line, 5 + i, amounts[i]);
      sheet.style(line, 5 + i).format(AMOUNT).set();
    }
  }
}
