package org.retzef.basket.serviceplan;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A station with its guide, in the reader's language.
 *
 * @param question to think about
 * @param cells one for each category
 */
record StationView(
    int station,
    String name,
    String aim,
    String question,
    Station.Status status,
    @Nullable String note,
    List<Cell> cells,
    long version) {

  record Cell(Station.Category category, String name, List<Line> lines) {}

  /**
   * @param suggestion its code in the guide; null for the authority's own words
   * @param marked as relevant here; what is the authority's own always is
   */
  record Line(@Nullable String suggestion, String text, boolean marked) {}

  static StationView of(Station station, StationGuide guide) {
    int number = station.number();
    return new StationView(
        number,
        guide.name(number),
        guide.aim(number),
        guide.question(number),
        station.status(),
        station.note(),
        Stream.of(Station.Category.values())
            .map(category -> cell(station, category, guide))
            .toList(),
        station.version());
  }

  private static Cell cell(Station station, Station.Category category, StationGuide guide) {
    Stream<Line> suggested =
        guide.suggestions(station.number(), category).stream()
            .map(code -> suggested(station, category, code, guide));
    Stream<Line> own =
        station.entries().stream()
            .filter(entry -> entry.category() == category)
            .map(Station.Entry::text)
            .filter(Objects::nonNull)
            .map(text -> new Line(null, text, true));
    return new Cell(category, guide.name(category), Stream.concat(suggested, own).toList());
  }

  private static Line suggested(
      Station station, Station.Category category, String code, StationGuide guide) {
    return new Line(
        code,
        guide.text(station.number(), category, code),
        station.entries().stream().anyMatch(entry -> entry.marks(category, code)));
  }
}
