package org.retzef.reporting.sharing.extract;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.retzef.reporting.sharing.agreement.SharedField;
import org.retzef.reporting.sharing.stream.SharedFamily;

/**
 * Tells of each family only what at least k families have in common: a row that few or no others
 * are like is known by what it tells, in another partner's rows as well.
 *
 * <p>What too few share is told less finely, one step after the other, until enough have it in
 * common. Who is left when nothing more can be left out is not told of.
 */
final class CoarsenedRows {

  /** From the finest on. */
  private static final List<UnaryOperator<SharedFamily>> COARSER =
      List.of(
          without(SharedField.ENROLLED_IN),
          without(SharedField.YOUNGEST_AGE),
          without(SharedField.MEMBERS),
          without(SharedField.MINORS),
          without(SharedField.TRACK),
          without(SharedField.LANGUAGE),
          without(SharedField.STATUS),
          SharedFamily::byDistrict,
          without(SharedField.HEAD_AGE),
          without(SharedField.PROGRAMME),
          without(SharedField.PLACE));

  private final int k;
  private final List<SharedFamily> told = new ArrayList<>();

  private CoarsenedRows(int k) {
    this.k = k;
  }

  static List<SharedFamily> of(List<SharedFamily> families, int k) {
    var coarsened = new CoarsenedRows(k);
    List<SharedFamily> rest = coarsened.tell(families);
    for (UnaryOperator<SharedFamily> coarser : COARSER) {
      rest = coarsened.tell(rest.stream().map(coarser).toList());
    }
    return coarsened.told;
  }

  /** Tells of those that are enough, and gives the others back. */
  private List<SharedFamily> tell(List<SharedFamily> families) {
    List<SharedFamily> rest = new ArrayList<>();
    families.stream()
        .collect(groupingBy(SharedFamily::tells))
        .values()
        .forEach(alike -> (alike.size() >= k ? told : rest).addAll(alike));
    return rest;
  }

  private static UnaryOperator<SharedFamily> without(SharedField field) {
    return family -> family.without(field);
  }
}
