package org.retzef.basket.bookkeeping;

/** A text in a cell of a file that a spreadsheet opens. */
public final class CsvCell {

  private CsvCell() {}

  /** As it stands between two commas. */
  public static String of(String text) {
    String safe = neutralised(text);
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? "\"" + safe.replace("\"", "\"\"") + "\""
        : safe;
  }

  /** A text that a spreadsheet would take for a formula is told to be a text. */
  public static String neutralised(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
