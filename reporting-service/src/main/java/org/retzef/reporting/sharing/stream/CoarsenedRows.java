package org.retzef.reporting.sharing.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.retzef.reporting.sharing.agreement.SharedField;

/**
 * Tells of each family only what at least k families have in common: a row that few or no others
 * are like is known by what it tells, in another partner's rows as well.
 *
 * <p>What too few share is told less finely, one step after the other, until enough have it in
 * common. Who is left when nothing more can be left out is not told of. Families that are alike are
 * told alike, and nothing else decides: neither their names nor what was told of them before.
 */
public final class CoarsenedRows {

  /** From the finest on, which is all that was agreed. */
  private static final List<UnaryOperator<SharedFamily>> COARSER =
      List.of(
          UnaryOperator.identity(),
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
  private final Map<SharedFamily, SharedFamily> toldByAgreed = new HashMap<>();

  private CoarsenedRows(int k) {
    this.k = k;
  }

  /**
   * Families that are alike as coarse as they are by now.
   *
   * @param agreed all that was agreed of them, one of each kind, none by its name
   */
  private record Alike(List<SharedFamily> agreed, int families) {

    static Alike of(SharedFamily kind, int families) {
      return new Alike(new ArrayList<>(List.of(kind)), families);
    }

    Alike and(Alike others) {
      agreed.addAll(others.agreed);
      return new Alike(agreed, families + others.families);
    }
  }

  /** What may be told of these families, all of an agreement. */
  public static List<SharedFamily> of(List<SharedFamily> families, int k) {
    Map<SharedFamily, Integer> alike = new HashMap<>();
    families.forEach(family -> alike.merge(family.nameless(), 1, Integer::sum));
    CoarsenedRows coarsened = among(alike, k);
    return families.stream().flatMap(family -> coarsened.told(family).stream()).toList();
  }

  /**
   * What may be told where all of an agreement's families are these.
   *
   * @param counts how many there are of each kind, {@link SharedFamily#nameless}
   */
  static CoarsenedRows among(Map<SharedFamily, Integer> counts, int k) {
    var coarsened = new CoarsenedRows(k);
    Map<SharedFamily, Alike> rest = new HashMap<>();
    for (Map.Entry<SharedFamily, Integer> kind : counts.entrySet()) {
      rest.put(kind.getKey(), Alike.of(kind.getKey(), kind.getValue()));
    }
    for (UnaryOperator<SharedFamily> step : COARSER) {
      rest = coarser(rest, step);
      coarsened.tell(rest);
    }
    return coarsened;
  }

  /** What may be told of one of them; empty if nothing may. */
  Optional<SharedFamily> told(SharedFamily family) {
    return Optional.ofNullable(toldByAgreed.get(family.nameless()))
        .map(told -> told.named(family.pseudonym(), family.formerPseudonym()));
  }

  /** Tells of those that are enough, and leaves the others. */
  private void tell(Map<SharedFamily, Alike> some) {
    some.forEach(
        (told, alike) -> {
          if (alike.families() >= k) {
            alike.agreed().forEach(kind -> toldByAgreed.put(kind, told));
          }
        });
    some.values().removeIf(alike -> alike.families() >= k);
  }

  private static Map<SharedFamily, Alike> coarser(
      Map<SharedFamily, Alike> some, UnaryOperator<SharedFamily> step) {
    Map<SharedFamily, Alike> coarser = new HashMap<>();
    some.forEach((told, alike) -> coarser.merge(step.apply(told), alike, Alike::and));
    return coarser;
  }

  private static UnaryOperator<SharedFamily> without(SharedField field) {
    return family -> family.without(field);
  }
}
