package org.retzef.reporting.sharing.suppression;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.reporting.sharing.agreement.AgeBand;
import org.retzef.reporting.sharing.agreement.Audience;
import org.retzef.reporting.sharing.agreement.SharedField;
import org.retzef.reporting.sharing.agreement.SharingAgreement;
import org.retzef.reporting.sharing.agreement.Terms;

/**
 * What a partner reads of a release. Families of whom a row tells no more are in none of the finer
 * rows; all rows together are the total.
 *
 * @param audience for whom the view is made
 * @param asOf the day of the release
 * @param smallestCount all numbers are multiples of it; what is less is told nowhere
 * @param total of the rows
 */
public record SharedSet(
    String agreement,
    Audience audience,
    LocalDate asOf,
    int smallestCount,
    List<Row> items,
    int total) {

  /**
   * Families that are in a programme on the day, each in one row.
   *
   * @param place as coarse as agreed, or coarser where fewer families live
   * @param programme the one that each was enrolled in last; null where it is not told
   * @param headAge the band of the head's age; null where it is not told
   */
  public record Row(
      String place, @Nullable String programme, @Nullable AgeBand headAge, int families) {}

  /** The view of a partner, of the part of the country that its reader sees. */
  static SharedSet of(
      SharingAgreement agreement, UnitPath visible, LocalDate asOf, Map<Cell, Integer> shown) {
    Terms terms = agreement.terms();
    var families = new TreeMap<Cell, Integer>(Comparator.comparing(Cell::toString));
    shown.forEach(
        (cell, count) -> {
          UnitPath place = new UnitPath(cell.place());
          if (terms.area().contains(place) && visible.contains(place) && mayRead(terms, cell)) {
            families.merge(asAgreed(terms, cell), count, Integer::sum);
          }
        });
    List<Row> rows =
        families.entrySet().stream().map(one -> row(terms, one.getKey(), one.getValue())).toList();
    return new SharedSet(
        agreement.code(),
        terms.audience(),
        asOf,
        terms.k(),
        rows,
        rows.stream().mapToInt(Row::families).sum());
  }

  private static boolean mayRead(Terms terms, Cell cell) {
    return cell.programme() == null ? terms.answers().pooled() : terms.reads(cell.programme());
  }

  private static Cell asAgreed(Terms terms, Cell cell) {
    return new Cell(
        terms.countsBy(SharedField.PLACE)
            ? terms.place().of(new UnitPath(cell.place())).path()
            : Cell.COUNTRY,
        terms.countsBy(SharedField.PROGRAMME) ? cell.programme() : null,
        terms.countsBy(SharedField.HEAD_AGE) ? agreedBand(terms, cell).orElse(null) : null);
  }

  private static Optional<Integer> agreedBand(Terms terms, Cell cell) {
    return Optional.ofNullable(cell.ageFrom())
        .filter(from -> from != Cell.UNKNOWN_AGE)
        .map(from -> AgeBand.of(from, terms.ageBands()).from());
  }

  private static Row row(Terms terms, Cell cell, int families) {
    return new Row(
        cell.place(),
        cell.programme(),
        Optional.ofNullable(cell.ageFrom())
            .map(from -> AgeBand.of(from, terms.ageBands()))
            .orElse(null),
        families);
  }
}
