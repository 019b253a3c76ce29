package org.retzef.basket.budget;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values as RFC 4180 has them, with or without a byte order mark. */
final class Csv {

  private Csv() {}

  static List<List<String>> rows(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (quoted && c == '"' && i + 1 < body.length() && body.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        row.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n' && !quoted) {
        endRow(rows, row, cell);
        row = new ArrayList<>();
      } else if (c != '\r' || quoted) {
        cell.append(c);
      }
    }
    endRow(rows, row, cell);
    return rows;
  }

  /** An empty line is no row. */
  private static void endRow(List<List<String>> rows, List<String> row, StringBuilder cell) {
    if (row.isEmpty() && cell.isEmpty()) {
      return;
    }
    row.add(cell.toString());
    cell.setLength(0);
    rows.add(row);
  }
}
