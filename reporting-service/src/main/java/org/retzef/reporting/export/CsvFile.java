package org.retzef.reporting.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Comma-separated values with a byte order mark, by which spreadsheets know Hebrew. */
public final class CsvFile {

  public static final String MEDIA_TYPE = "text/csv;charset=UTF-8";

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private CsvFile() {}

  public static byte[] of(ExportTable table) {
    String header = BYTE_ORDER_MARK + String.join(",", table.columns()) + "\r\n";
    return Stream.concat(
            Stream.of(header),
            table.rows().stream()
                .map(
                    row ->
                        row.stream()
                            .map(CsvFile::cell)
                            .collect(Collectors.joining(",", "", "\r\n"))))
        .collect(Collectors.joining())
        .getBytes(UTF_8);
  }

  private static String cell(@Nullable Object value) {
    String text =
        switch (value) {
          case null -> "";
          case Number number -> number.toString();
          default -> ExportTable.neutralised(value.toString());
        };
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? "\"" + text.replace("\"", "\"\"") + "\""
        : text;
  }
}
