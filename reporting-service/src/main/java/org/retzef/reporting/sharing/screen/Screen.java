package org.retzef.reporting.sharing.screen;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.organisation.UnitNames.Named;
import org.retzef.reporting.sharing.agreement.SharedField;
import org.retzef.reporting.sharing.agreement.SharingAgreement;
import org.retzef.reporting.sharing.suppression.SharedSet;

/**
 * What a partner reads on its page.
 *
 * @param readable whether the agreement lets it read today
 * @param columns what its audience's counts are told apart by: {@code place} and so on
 * @param rows of the newest release
 * @param releases the newest first
 */
record Screen(
    SharingAgreement agreement,
    boolean readable,
    List<String> columns,
    List<Row> rows,
    List<Development> releases) {

  /**
   * @param cells in the order of the columns
   */
  public record Row(List<String> cells, int families) {}

  /**
   * What was told of a release, and by how much that differs from the one before: whole groups,
   * like everything that is told.
   *
   * @param change null for the first
   */
  public record Development(LocalDate asOf, int families, @Nullable Integer change) {}

  static Screen closed(SharingAgreement agreement) {
    return new Screen(agreement, false, List.of(), List.of(), List.of());
  }

  static Screen of(
      SharingAgreement agreement,
      List<SharedSet> newest,
      Map<String, Named> places,
      ScreenTexts texts) {
    List<Row> rows =
        newest.isEmpty()
            ? List.of()
            : newest.getFirst().items().stream()
                .map(row -> row(agreement, row, places, texts))
                .toList();
    return new Screen(agreement, true, columns(agreement), rows, developments(newest));
  }

  private static List<String> columns(SharingAgreement agreement) {
    List<String> columns = new ArrayList<>();
    if (agreement.terms().countsBy(SharedField.PLACE)) {
      columns.add("place");
    }
    if (agreement.terms().countsBy(SharedField.PROGRAMME)) {
      columns.add("programme");
    }
    if (agreement.terms().countsBy(SharedField.HEAD_AGE)) {
      columns.add("age");
    }
    return columns;
  }

  private static Row row(
      SharingAgreement agreement, SharedSet.Row row, Map<String, Named> places, ScreenTexts texts) {
    List<String> cells =
        columns(agreement).stream()
            .map(
                column ->
                    switch (column) {
                      case "place" -> texts.place(row.place(), places.get(row.place()));
                      case "programme" -> texts.named("programme", row.programme());
                      default -> texts.band(row.headAge());
                    })
            .toList();
    return new Row(cells, row.families());
  }

  private static List<Development> developments(List<SharedSet> newest) {
    List<Development> developments = new ArrayList<>();
    for (int i = 0; i < newest.size(); i++) {
      int families = newest.get(i).total();
      Integer change = i + 1 < newest.size() ? families - newest.get(i + 1).total() : null;
      developments.add(new Development(newest.get(i).asOf(), families, change));
    }
    return developments;
  }
}
