package org.retzef.basket.serviceplan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.retzef.basket.bookkeeping.CsvCell;

/**
 * The stations of a plan as a table of text: what is marked or written in each of the 24 cells, a
 * line each, and a line for a cell in which there is nothing.
 */
record PlanExport(List<List<String>> lines) {

  private static final List<String> COLUMNS =
      List.of("station", "status", "note", "category", "entry");

  static PlanExport of(WholePlan whole, StationGuide guide) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(COLUMNS.stream().map(guide::heading).toList());
    for (Station station : whole.stations()) {
      StationView view = StationView.of(station, guide);
      for (StationView.Cell cell : view.cells()) {
        List<String> entries =
            cell.lines().stream()
                .filter(StationView.Line::marked)
                .map(StationView.Line::text)
                .toList();
        Stream<String> shown = entries.isEmpty() ? Stream.of("") : entries.stream();
        shown.map(entry -> line(view, guide, cell, entry)).forEach(lines::add);
      }
    }
    return new PlanExport(lines);
  }

  private static List<String> line(
      StationView station, StationGuide guide, StationView.Cell cell, String entry) {
    String note = station.note();
    return List.of(
        station.station() + " " + station.name(),
        guide.name(station.status()),
        note == null ? "" : note,
        cell.name(),
        entry);
  }

  /** With a byte order mark, by which spreadsheets know Hebrew. */
  byte[] csv() {
    return lines.stream()
        .map(line -> line.stream().map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n")))
        .collect(Collectors.joining("", "\uFEFF", ""))
        .getBytes(StandardCharsets.UTF_8);
  }

  byte[] xlsx() {
    var out = new ByteArrayOutputStream();
    try (var workbook = new Workbook(out, "Retzef", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("1");
      sheet.rightToLeft();
      for (int line = 0; line < lines.size(); line++) {
        for (int column = 0; column < COLUMNS.size(); column++) {
          sheet.inlineString(line, column, CsvCell.neutralised(lines.get(line).get(column)));
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}
